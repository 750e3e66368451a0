"""What a manager sees of mail: to whom, of what sort and how it went; never what stood in it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.core import mail
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.mail import outbox, problems, refusals, subscriptions
from kring.core.mail.models import Letter, Problem
from kring.core.mail.writing import message, written

WEEK = timedelta(days=7)
SHOWN = 50
State = Letter.State
FORGET_AFTER = {State.SENT: 30, State.WITHHELD: 30, State.FAILED: 180, State.KEPT: 180}  # days
AT_ONCE = 1000


@dataclass(frozen=True)
class Entry:
    """One letter as the manager sees it."""

    letter: Letter

    @property
    def sort(self) -> str:
        return subscriptions.title(self.letter.unsubscribe)

    @property
    def can_go_again(self) -> bool:
        return self.letter.state in (State.FAILED, State.KEPT)


def counts() -> dict[str, int]:
    """How many letters of the last week are in each state; of those that wait, all."""
    lately = Letter.objects.filter(created_at__gt=timezone.now() - WEEK)
    found = dict(lately.order_by().values_list("state").annotate(Count("pk")))
    found[State.WAITING.value] = Letter.objects.filter(state=State.WAITING).count()
    return {state: found.get(state, 0) for state in State.values}


def entries(state: str) -> list[Entry]:
    """The newest letters in this state."""
    found = Letter.objects.filter(state=state).select_related("person").order_by("-created_at", "-pk")
    return [Entry(letter) for letter in found.defer("context")[:SHOWN]]


def troubled() -> list[Problem]:
    """Addresses to which nothing goes, the newest first."""
    return list(problems.stopped().order_by("-last_at")[:SHOWN])


def try_again(number: int) -> bool:
    """Send a letter that failed or was kept after all."""
    stopped = Letter.objects.filter(pk=number, state__in=(State.FAILED, State.KEPT))
    return bool(stopped.update(state=State.WAITING, attempts=0, error="", next_try_at=timezone.now()))


def test_mail(person) -> str:
    """Send a mail to `person` at once; returns what went wrong, in words, or "" where the mail server took it."""
    if not outbox.is_set_up():
        return _("No mail server is set (KRING_EMAIL_URL), so nothing can be sent.")
    if not person.email:
        return _("You have no e-mail address. Give yours in your settings, then try again.")
    letter = Letter(key=f"test-{uuid4().hex}", person=person, address=person.email, template="mail/test")
    letter.pk = 0  # it stands in no table, and yet needs a name
    words = written(letter)
    assert words is not None  # it needs no row that could be gone
    connection = mail.get_connection()
    try:  # whatever goes wrong, the manager is told
        connection.open()
    except Exception as error:
        return _said(refusals.opening(error))
    try:
        connection.send_messages([message(letter, words, connection)])
    except Exception as error:
        return _said(refusals.read(error))
    finally:
        connection.close()
    return ""


def _said(no: refusals.Refusal) -> str:
    server = getattr(settings, "EMAIL_HOST", "")
    if no.server:
        return _("The mail server %(server)s can't be used: %(reason)s") % {
            "server": server,
            "reason": no.reason,
        }
    return _("The mail server %(server)s refused the mail: %(reason)s") % {
        "server": server,
        "reason": no.reason,
    }


def forget_old_letters() -> int:
    """Letters that are of no use any more, some at a time."""
    gone = 0
    for state, days in FORGET_AFTER.items():
        old = Letter.objects.filter(state=state, created_at__lt=timezone.now() - timedelta(days=days))
        while numbers := list(old.order_by("created_at").values_list("pk", flat=True)[:AT_ONCE]):
            gone += Letter.objects.filter(pk__in=numbers).delete()[0]
    return gone
