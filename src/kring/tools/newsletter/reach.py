"""How a newsletter went: counted, without a picture that watches who reads."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from kring.core.mail.models import Letter
from kring.tools.newsletter.models import Newsletter, Opened, OptOut

WATCHED = timedelta(days=30)


@dataclass
class Reach:
    """`waiting`: still in the outbox; `unsent`: no address, or nothing in it that they may read."""

    people: int
    sent: int
    waiting: int
    failed: int
    kept: int
    opened: int
    left: int

    @property
    def unsent(self) -> int:
        return max(0, self.people - self.sent - self.waiting - self.failed - self.kept)


def of(newsletter: Newsletter) -> Reach:
    states = _states(newsletter)
    return Reach(
        people=newsletter.person_count,
        sent=max(states.get(Letter.State.SENT, 0), newsletter.arrived_count),
        waiting=states.get(Letter.State.WAITING, 0),
        failed=max(states.get(Letter.State.FAILED, 0), newsletter.failed_count),
        kept=states.get(Letter.State.KEPT, 0),
        opened=sum(opened(newsletter).values()),
        left=OptOut.objects.filter(after=newsletter).count(),
    )


def opened(newsletter: Newsletter) -> dict[int, int]:
    """Content → how often it was opened from the newsletter."""
    return dict(Opened.objects.filter(newsletter=newsletter).values_list("content_id", "count"))


def _states(newsletter: Newsletter) -> dict[str, int]:
    letters = Letter.objects.filter(mailing=newsletter.pk).order_by()
    return dict(letters.values_list("state").annotate(Count("pk")))


def keep() -> None:
    """The worker's: letters are forgotten after a while, their number isn't."""
    for newsletter in Newsletter.objects.filter(begun_at__gt=timezone.now() - WATCHED):
        reach = of(newsletter)
        if (reach.sent, reach.failed) != (newsletter.arrived_count, newsletter.failed_count):
            Newsletter.objects.filter(pk=newsletter.pk).update(
                arrived_count=reach.sent, failed_count=reach.failed
            )
