"""Looking after pages: who does, when they were last checked, and which are due."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.features.kept import kept
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.kinds.wiki.page import WikiPage
from kring.kinds.wiki.tree import KIND

MONTHS = (3, 6, 12)
SHOWN, MANY = 3, 100


@transaction.atomic
def entrust(content, by, keeper: Person | None) -> None:
    """Ask a member of the group to look after the page; None: nobody does any more."""
    if keeper is not None and not members(content.group_id).filter(pk=keeper.pk).exists():
        raise Refused(_("Choose somebody who is a member of this group."), 400)
    page, _made = WikiPage.objects.get_or_create(content_id=content.pk)
    if page.keeper_id == (keeper and keeper.pk):
        return
    WikiPage.objects.filter(pk=page.pk).update(keeper=keeper)
    verb = "wiki.entrusted" if keeper else "wiki.released"
    record(verb, actor=by, group=content.group, content=content, person=keeper)


@transaction.atomic
def check(content, by, months: int) -> None:
    """Still right, and to be looked at again in so many months; 0: not again."""
    if months and months not in MONTHS:
        raise Refused(_("Choose when it should be checked again."), 400)
    again = in_months(today(), months) if months else None
    now = timezone.now()
    WikiPage.objects.update_or_create(content_id=content.pk, defaults={"checked_at": now, "checked_by": by})
    Content.objects.filter(pk=content.pk).update(review_at=again, version=F("version") + 1)
    content.review_at = again
    data = {"again": again.isoformat() if again else None}
    record("wiki.checked", actor=by, group=content.group, content=content, data=data)


def members(group_id: int):
    """Who may be asked to look after a page of this group."""
    return Person.objects.active().filter(memberships__group_id=group_id)


def keeper_of(event) -> list[int]:
    """Who looks after the page that an event is about."""
    pages = WikiPage.objects.filter(pk=event.content_id, keeper__isnull=False)
    return list(pages.values_list("keeper_id", flat=True))


def in_months(day: date, months: int) -> date:
    """The same day so many months on; the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + years, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def today() -> date:
    return datetime.now(ZoneInfo(settings.TIME_ZONE)).date()


def is_due(content) -> bool:
    return content.review_at is not None and content.review_at <= today()


def due_in(person, group) -> list[Content]:
    """Pages of a group whose review date has come, longest ago first."""
    pages = _pages(person).filter(group=group, review_at__lte=today())
    return list(pages.select_related("wiki__keeper").order_by("review_at", "pk")[:MANY])


def kept_by(person) -> list[Content]:
    """Pages that this person looks after; those that are due first."""
    pages = _pages(person).filter(pk__in=WikiPage.objects.filter(keeper=person).values("pk"))
    return list(pages.select_related("group").order_by(F("review_at").asc(nulls_last=True), "title")[:MANY])


def at_home(person, **_context) -> dict | None:
    """The widget: pages that I look after and that are due. Asked once a minute."""
    due = kept("wiki:due", person, lambda: _due(person))
    return {"due": due[:SHOWN], "more": len(due) > SHOWN} if due else None


def _due(person) -> list[dict]:
    kept = WikiPage.objects.filter(keeper=person, content__review_at__lte=today())
    pages = _pages(person).filter(pk__in=kept.values("pk")).order_by("review_at", "pk")
    return list(pages.values("pk", "title", "review_at", "group__name")[: SHOWN + 1])


def _pages(person):
    return Content.objects.visible_to(person).filter(kind=KIND, state="published")
