"""Beginning with feeds, beginning anew, ending them."""

import secrets

from django.utils import timezone

from kring.tools.feeds.models import FeedKey


def renew(person) -> FeedKey:
    """New addresses; those from before lead nowhere from now on."""
    values = {"token": secrets.token_urlsafe(32), "made_at": timezone.now()}
    return FeedKey.objects.update_or_create(person=person, defaults=values)[0]


def end(person) -> None:
    FeedKey.objects.filter(person=person).delete()


def reader(token: str):
    """Whose address this is; None where it is nobody's any more, or of an account that has ended."""
    row = FeedKey.objects.select_related("person").filter(token=token, person__is_active=True).first()
    return row.person if row else None
