"""The pages, for any WSGI server. `kring serve` runs this under granian."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from kring.project import config as configuration
from kring.project.turnstile import Turnstile

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.project.settings")
django_application = get_wsgi_application()
application = Turnstile(
    django_application,
    at_once=configuration.threads(settings.CONFIG),
    # A form with its file, and some room for the other fields.
    limit=(settings.CONFIG.upload_limit_mb + 5) * 1024 * 1024,
)
