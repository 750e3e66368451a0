"""Addresses that don't work: after mail came back for good, or five times in a row, nothing more goes there."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kring.core.mail.models import Problem

MOST_IN_A_ROW = 5
AGAIN_FINE_AFTER = timedelta(days=3)  # a full mailbox says so hours after it took the mail


def works(address: str) -> bool:
    return not stopped().filter(pk=_written(address)).exists()


def stopped():
    """The addresses to which nothing goes."""
    return Problem.objects.filter(permanent=True) | Problem.objects.filter(count__gte=MOST_IN_A_ROW)


def of(person) -> Problem | None:
    """What is wrong with the address of this person, if anything."""
    return stopped().filter(pk=_written(person.email)).first() if person.email else None


@transaction.atomic
def bounced(address: str, reason: str, permanent: bool) -> None:
    """Mail to this address came back; `reason` in the words of the server that said so."""
    told = {"reason": " ".join(reason.split())[:400], "last_at": timezone.now()}
    if permanent:
        told["permanent"] = True
    problem, new = Problem.objects.get_or_create(pk=_written(address), defaults={**told, "count": 1})
    if not new:
        Problem.objects.filter(pk=problem.pk).update(**told, count=F("count") + 1)


def delivered(address: str) -> None:
    """A server took mail for this address: what was wrong for a while is over."""
    ago = timezone.now() - AGAIN_FINE_AFTER
    Problem.objects.filter(pk=_written(address), permanent=False, last_at__lt=ago).delete()


def forget(address: str) -> None:
    """Its owner, or a manager, says that it works; mail goes there again."""
    Problem.objects.filter(pk=_written(address)).delete()


def _written(address: str) -> str:
    return address.strip().lower()[:254]
