"""Pages that leave the tree (binned, archived, moved to another group) and come back. What stood under one goes up to
where it stood, and returns with it, unless somebody has moved it since."""

from kring.core.content.models import Content
from kring.kinds.wiki import arranging
from kring.kinds.wiki.page import WikiPage
from kring.kinds.wiki.tree import Page, whole


def leave(content) -> None:
    """Call it while the page is still published."""
    arranging.lock(content.group_id)
    tree = whole(content.group_id)
    page = tree.get(content.pk)
    if page is None or not page.pages:
        return
    above = page.above.id if page.above else None
    ids = [below.id for below in page.pages]
    beside = tree.under(above)
    place = beside.index(page)
    arranging.number([*beside[:place], *page.pages, *beside[place + 1 :]])
    arranging.write(content.pk, place)
    _hang(ids, above)
    _remember(ids, content.pk)


def come_back(content) -> None:
    """Call it when the page is published again."""
    arranging.lock(content.group_id)
    tree = whole(content.group_id)
    above = _above(content, tree)
    page = tree.get(content.pk)
    lifted = WikiPage.objects.filter(lifted_from=content.pk, content__group=content.group_id)
    line = {page.id for page in above.path} | {above.id} if above else set()
    wanted = set(lifted.values_list("pk", flat=True)) - line
    theirs = [p for p in tree if p.id in wanted]
    there = tree.under(above.id if above else None)
    first = next(
        (n for n, p in enumerate(there) if p.id in wanted), there.index(page) if page in there else 0
    )
    before = [p for p in there[:first] if p is not page and p.id not in wanted]
    after = [p for p in there[first:] if p is not page and p.id not in wanted]
    arranging.number([*before, page, *after])
    arranging.number(theirs)
    Content.objects.filter(pk=content.pk).update(parent_id=above.id if above else None)
    _hang([p.id for p in theirs], content.pk)
    lifted.update(lifted_from=None)


def settle(content) -> None:
    """A page that is published for the first time: last under its parent, or under what is left above that."""
    above = _above(content, whole(content.group_id))
    arranging.begin(content, above.id if above else None)


def arrive(content) -> None:
    """A page that came from another group: last at the top, and nothing comes back to it."""
    WikiPage.objects.filter(lifted_from=content.pk).update(lifted_from=None)
    content.parent_id = None
    arranging.begin(content, None)


def _above(content, tree) -> Page | None:
    """The nearest page above that stands in the tree."""
    id, seen = content.parent_id, {content.pk}
    while id is not None and id not in seen:
        seen.add(id)
        if found := tree.get(id):
            return None if content.pk in {page.id for page in found.path} else found
        same_group = Content.objects.filter(
            pk=id, group=content.group_id
        )  # seen: what stands above, for its place only
        id = same_group.values_list("parent_id", flat=True).first()
    return None


def _hang(ids: list[int], under: int | None) -> None:
    Content.objects.filter(pk__in=ids).update(parent_id=under)
    Content.objects.filter(pk__in=ids).touch()


def _remember(ids: list[int], page: int) -> None:
    there = set(WikiPage.objects.filter(pk__in=ids).values_list("pk", flat=True))
    WikiPage.objects.bulk_create([WikiPage(content_id=id) for id in ids if id not in there])
    WikiPage.objects.filter(pk__in=ids).update(lifted_from=page)
