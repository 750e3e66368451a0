"""How much all files together may take."""

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kring.core.files.models import File

MB = 1024 * 1024
KEPT = 30  # seconds; a limit for a disk needn't be exact to the byte


def used() -> int:
    """Bytes of all files that people added, as they were counted half a minute ago at most."""
    return cache.get_or_set("files:used", _counted, KEPT) or 0


def _counted() -> int:
    return File.objects.aggregate(size=Sum("size"))["size"] or 0


def check(more: int) -> None:
    """Raise ValidationError where the platform has no room for `more` bytes."""
    most = settings.CONFIG.storage_mb * MB
    if most and used() + more > most:
        raise ValidationError(
            _(
                "There is no room left on this platform: all files together may take %(most)s. Ask a manager to make room."
            )
            % {"most": filesizeformat(most)}
        )
