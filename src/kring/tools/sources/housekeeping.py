"""Forgetting what nobody needs any more."""

from datetime import timedelta

from django.utils import timezone

from kring.tools.sources.models import Entry, Look

LOOKS_LAST = timedelta(days=1)
REMEMBERED = timedelta(days=365)
"""How long what wasn't published is remembered after its feed last had it. What was published is remembered for ever."""


def tidy() -> None:
    now = timezone.now()
    Look.objects.filter(created_at__lt=now - LOOKS_LAST).delete()
    gone = Entry.objects.filter(
        state__in=(Entry.State.SKIPPED, Entry.State.LEFT), seen_at__lt=now - REMEMBERED
    )
    gone.delete()
