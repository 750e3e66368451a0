"""Pages in the navigation of the whole platform: a manager puts them there, in an order. Everybody who may see one has it in their
rail, as long as it is published; nobody else does."""

from functools import lru_cache

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.features import switches
from kring.core.features.verbs import bump
from kring.core.refused import Refused
from kring.kinds.pages.models import Page, RailPlace

MOST = 8


def entries(person) -> list[tuple[str, str]]:
    """(title, address) of those that `person` may see: one query, and none where no page was put into the navigation."""
    ids = _in_rail(switches.board().generation)
    if not ids:
        return []
    pages = Content.objects.visible_to(person).filter(pk__in=ids, kind="page", state=State.PUBLISHED)
    titles = dict(pages.values_list("pk", "title"))
    return [(titles[id], f"/c/{id}/") for id in ids if id in titles]


@lru_cache(maxsize=1)
def _in_rail(_generation: int) -> tuple[int, ...]:
    """Every change moves the generation of what all people's pages depend on, so each process knows it without asking."""
    return tuple(RailPlace.objects.values_list("content_id", flat=True))


def check_rail(person, content) -> None:
    if not isinstance(content, Page):
        raise Refused(_("Only a page can stand in the navigation."))
    if not person.is_manager:
        raise Refused(_("Only a manager can change the navigation of everybody."))


@transaction.atomic
def put(page: Page, by) -> None:
    """At the end of the navigation, until somebody moves it."""
    if not page.is_published:
        raise Refused(_("Publish this page first, then put it into the navigation."), 409)
    there = list(RailPlace.objects.select_for_update().exclude(content__state=State.BIN))
    if page.pk in [row.pk for row in there]:
        return
    if len(there) >= MOST:
        raise Refused(_("Eight pages stand in the navigation. Take one out first."), 409)
    last = RailPlace.objects.aggregate(last=Max("place"))["last"] or 0
    RailPlace.objects.create(content_id=page.pk, place=last + 1, by=by, at=timezone.now())
    _changed("pages.put_in_rail", page, by)


@transaction.atomic
def take_out(page: Page, by) -> None:
    if RailPlace.objects.filter(content_id=page.pk).delete()[0]:
        _changed("pages.taken_out", page, by)


@transaction.atomic
def move(page: Page, step: int) -> None:
    """One place up (-1) or down (1)."""
    order = [row.pk for row in RailPlace.objects.select_for_update()]
    if page.pk not in order:
        return
    at = order.index(page.pk)
    order.insert(max(0, at + step), order.pop(at))
    for place, id in enumerate(order, 1):
        RailPlace.objects.filter(pk=id).update(place=place)
    bump()


def _changed(verb: str, page: Page, by) -> None:
    bump()
    page.touch()
    record(verb, actor=by, group=page.group, content=page)
