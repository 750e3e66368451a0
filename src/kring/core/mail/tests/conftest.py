import pytest

from kring.core.mail.tests.server import MailServer


@pytest.fixture
def mail_server(settings):
    """A real SMTP server, to which mail goes in this test."""
    server = MailServer()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
    yield server
    server.stop()
