"""Sending somebody their digest, and ending it."""

from datetime import date
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kring.core.mail import outbox
from kring.core.mail.writing import reading
from kring.core.notify import preferences
from kring.core.notify.models import Notification, Preference
from kring.tools.digest.choosing import choose
from kring.tools.digest.models import Issue


@transaction.atomic
def send(person, day: date) -> Issue | None:
    """Put this day's digest into the outbox, once; None where there is nothing to say, or nowhere to send it."""
    if Issue.objects.filter(person=person, day=day).exists():
        return None
    with reading(person):
        issue = choose(person, day)
    if issue is None:
        return None
    Issue.objects.bulk_create([issue], ignore_conflicts=True)
    kept = Issue.objects.get(person=person, day=day)
    letter = outbox.put(f"digest-{person.pk}-{day.isoformat()}", **_letter(person, kept))
    if letter is None:
        kept.delete()
        return None
    Notification.objects.filter(Q(pk__in=kept.told), person=person).update(digested_at=timezone.now())
    Preference.objects.filter(person=person).update(digest_sent_at=timezone.now())
    return kept


def send_example(person) -> bool:
    """Send what a digest would say now, without counting as one; False where it can't go or has nothing to say."""
    with reading(person):
        issue = choose(person, timezone.localdate())
    if issue is None:
        return False
    chosen = {name: getattr(issue, name) for name in ("told", "missed", "parts", "more")}
    letter = outbox.put(
        f"digest-example-{uuid4().hex}", **{**_letter(person, issue), "context": {"example": chosen}}
    )
    return letter is not None


def _letter(person, issue: Issue) -> dict:
    return {
        "person": person,
        "template": "digest/mail",
        "context": {"issue": issue.pk},
        "fill": "kring.tools.digest.showing:fill",
        "list_unsubscribe": "digest",
    }


def stop(person, _value: str = "") -> None:
    preferences.save(person, digest=Preference.Digest.NEVER)


def resume(person, _value: str = "") -> None:
    preferences.save(person, digest=Preference.Digest.DAILY)
