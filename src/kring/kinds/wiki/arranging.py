"""Moving a page: under another one of its group, and after which. One at a time per group, so that a tree stays a tree."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.groups.models import Group
from kring.core.refused import Refused
from kring.kinds.wiki.page import WikiPage
from kring.kinds.wiki.tree import DEEPEST, Page, Tree, whole


@transaction.atomic
def place(content, by, under: int | None, after: int | None) -> None:
    """Put a published page under the page `under` (None: at the top) and after `after` (None: first there). The caller has
    authorised editing `content`. Raises Refused where there is no such place."""
    lock(content.group_id)
    _hold(content)
    tree = whole(content.group_id)
    page = tree.get(content.pk)
    if page is None:
        raise Refused(_("Only a published page has a place in the tree."), 400)
    check_place(tree, under, page)
    pages = [other for other in tree.under(under) if other is not page]
    places = {other.id: number for number, other in enumerate(pages, 1)}
    if after is not None and after not in places:
        raise Refused(_("The page to put it after isn’t there any more. Look again."), 409)
    pages.insert(places.get(after, 0), page)
    was = content.parent_id
    if was == under and [p.id for p in pages] == [p.id for p in tree.under(under)]:
        return
    Content.objects.filter(pk=content.pk).update(parent_id=under, version=F("version") + 1)
    WikiPage.objects.filter(pk=content.pk).update(lifted_from=None)
    number(pages)
    content.parent_id = under
    record("wiki.placed", actor=by, group=content.group, content=content, data={"from": was, "to": under})


def check_place(tree: Tree, under: int | None, page: Page | None = None) -> None:
    """Raise Refused unless there is a page `under`, and `page` (a new one: None) may stand under it."""
    if under is None:
        return
    above = tree.get(under)
    if above is None:
        raise Refused(_("The page to put it under isn’t there any more, or stands in another group."), 409)
    if page is not None and (above is page or page in above.path):
        raise Refused(_("A page can’t stand under itself, or under a page that stands under it."), 400)
    deep = above.depth + (page.height if page else 1)
    if deep > DEEPEST and not (page and page.above is above):
        raise Refused(
            _("Pages go %(number)s levels deep at most. Put it higher up.") % {"number": DEEPEST}, 400
        )


@transaction.atomic
def begin(content, under: int | None) -> None:
    """Give a new page, or one that comes from elsewhere, its place: the last one under `under`."""
    lock(content.group_id)
    tree = whole(content.group_id)
    if tree.get(under) is None:
        under = None
    if under != content.parent_id:
        Content.objects.filter(pk=content.pk).update(parent_id=under)
        content.parent_id = under
    last = max((page.position for page in tree.under(under) if page.id != content.pk), default=-1)
    write(content.pk, last + 1)


def number(pages: list[Page]) -> None:
    """Positions as these pages stand now, for those that have another."""
    rows = [WikiPage(content_id=page.id, position=n) for n, page in enumerate(pages) if page.position != n]
    _upsert(rows)


def write(id: int, position: int) -> None:
    _upsert([WikiPage(content_id=id, position=position)])


def _upsert(rows: list[WikiPage]) -> None:
    WikiPage.objects.bulk_create(
        rows, batch_size=500, update_conflicts=True, unique_fields=["content"], update_fields=["position"]
    )


def _hold(content) -> None:
    """Not waiting for who has the page in hand: who bins it holds it already and waits for the group's lock."""
    held = Content.objects.select_for_update(skip_locked=True, of=("self",)).filter(
        pk=content.pk
    )  # seen: by the caller
    if not held.values_list("pk", flat=True):
        raise Refused(_("Somebody is changing this page at this very moment. Try again."), 409)


def lock(group_id: int) -> None:
    """Until the transaction ends nobody else moves a page of this group. Posting in it goes on."""
    Group.objects.select_for_update(no_key=True).values_list("pk").get(
        pk=group_id
    )  # seen: the caller is in it
