"""Calendars to subscribe to. An address holds a person's secret; what it shows is asked for that person at each delivery."""

from datetime import timedelta
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.groups.models import Group
from kring.core.mail.writing import reading
from kring.core.people.models import Person
from kring.kinds.events import calendar, written
from kring.kinds.events.models import Answer, FeedKey

BACK, AHEAD = timedelta(days=100), timedelta(days=500)
MOST = 1000


def key_of(person) -> FeedKey:
    """The person's secret, made when they first ask for it."""
    return FeedKey.objects.get_or_create(person=person, defaults={"secret": token_urlsafe(32)})[0]


@transaction.atomic
def renew(person) -> FeedKey:
    """Another secret: who had the old address sees nothing any more."""
    FeedKey.objects.filter(person=person).delete()
    return key_of(person)


def end(person) -> None:
    """No address works any more, until they ask for one."""
    FeedKey.objects.filter(person=person).delete()


def owner(secret: str) -> Person | None:
    """Whose address it is; nobody's where the account has ended."""
    found = FeedKey.objects.filter(secret=secret, person__is_active=True).select_related("person").first()
    return found.person if found else None


def drawn(person, what: str, group: Group | None = None) -> bytes:
    """“mine” is what they said yes or perhaps to, “all” whatever they may read, or what there is in a group."""
    with reading(person):
        items = calendar.seen_by(person, group)
        answers = Answer.objects.filter(person=person).exclude(answer=Answer.Said.NO)
        said = dict(answers.values_list("content_id", "answer"))
        if what == "mine":
            items = items.filter(pk__in=answers.values("content_id"))
        now = timezone.now()
        found = calendar.within(items, now - BACK, now + AHEAD, MOST)
        return written.calendar(_name(what, group), found, said, full=False)


def _name(what: str, group) -> str:
    from django.conf import settings

    if group is not None:
        return group.name
    platform = {"platform": settings.CONFIG.name}
    return _("%(platform)s: what I come to") % platform if what == "mine" else settings.CONFIG.name
