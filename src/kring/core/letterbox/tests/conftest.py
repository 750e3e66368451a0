import dataclasses

import pytest

from kring.core.letterbox.tests.post import DOMAIN


@pytest.fixture(autouse=True)
def mail_comes_in(settings):
    """Every test here has a platform where mail comes in."""
    settings.CONFIG = dataclasses.replace(
        settings.CONFIG, mail_in="lmtp://127.0.0.1:8024", mail_domain=DOMAIN, mail_authserv="mx.kring.test"
    )
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return settings


@pytest.fixture
def one_mailbox(settings):
    """All mail comes into one mailbox with plus addresses."""
    settings.CONFIG = dataclasses.replace(settings.CONFIG, mail_domain="kring@example.org")
