"""The links between what was said and what came of it, each for who may see the other end."""

from kring.core.content.models import Comment, Content
from kring.core.features import slots
from kring.interactions.further.models import Further

MOST = 500


def entries(content, **_context) -> dict | None:
    return None if content.is_draft else {}


def under(content, comment, **_context) -> dict | None:
    """Under every comment on something published; also where the words can't be added to any more."""
    return None if content.is_draft else {}


def of_items(viewer, _rows, arguments):
    """`later("further", content id)`: where this came from, and what came of it as a whole."""
    ids = [int(argument) for argument in arguments]
    rows = Further.objects.filter(content__isnull=False)
    ends = list((rows.filter(content_id__in=ids) | rows.filter(of_id__in=ids, comment=None))[:MOST])
    seen = _seen(viewer, {pk for row in ends for pk in (row.content_id, row.of_id)})
    said = _said(viewer, {row.comment_id for row in ends if row.comment_id})
    whole = slots.template("further/links.html")

    def links(argument: str) -> str:
        id = int(argument)
        source = next((row for row in ends if row.content_id == id), None)
        came = [seen[row.content_id] for row in ends if row.of_id == id and row.content_id in seen]
        comment = said.get(source.comment_id) if source else None
        there = bool(source and source.of_id in seen and (comment or not source.comment_id))
        item = seen.get(source.of_id) if there else None
        return whole.render(item=item, comment=comment, came=came) if item or came else ""

    return links


def of_comments(viewer, _rows, arguments):
    """`later("further_of", comment id)`: what came of it."""
    ids = [int(argument) for argument in arguments]
    rows = list(Further.objects.filter(comment_id__in=ids, content__isnull=False)[:MOST])
    seen = _seen(viewer, {row.content_id for row in rows})
    found = {
        id: [seen[r.content_id] for r in rows if r.comment_id == id and r.content_id in seen] for id in ids
    }
    short = slots.template("further/came.html")
    return lambda argument: short.render(came=found[int(argument)]) if found[int(argument)] else ""


def _seen(viewer, ids) -> dict[int, Content]:
    items = Content.objects.visible_to(viewer).filter(pk__in=ids, state__in=("published", "archived"))
    return {item.pk: item for item in items.only("kind", "title", "excerpt")} if ids else {}


def _said(viewer, ids) -> dict[int, Comment]:
    if not ids:
        return {}
    rows = Comment.objects.visible_to(viewer).there().filter(pk__in=ids)
    return {row.pk: row for row in rows.select_related("author")}
