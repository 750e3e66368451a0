"""What stands on a document's page for whoever looks: what they may do with it, who is at work on it, and the words in a file whose
pages can't be drawn. One query for the document, and one for who has it."""

from kring.core.content.access import can
from kring.core.content.models import Content
from kring.core.features import slots
from kring.kinds.documents.models import LibraryDocument
from kring.kinds.documents.preview.shown import beginning, why_no_words


def parts(viewer, _rows, arguments: list[str]):
    """`later("document", part, content id)`: the parts tools and words."""
    ids = {int(argument.split(",")[1]) for argument in arguments}
    items = Content.objects.visible_to(viewer).filter(pk__in=ids)
    items = items.select_related(
        "group", "author", "document__current__file", "document__folder", "checked_out__by"
    )
    found = {item.pk: item for item in items}

    def part(argument: str) -> str:
        name, id = argument.split(",")
        content = found.get(int(id))
        return PARTS[name](viewer, content) if content else ""

    return part


def tools(viewer, content) -> str:
    taken = getattr(content, "checked_out", None)
    writes = content.is_published and can(viewer, content, "edit")
    return slots.template("documents/tools.html").render(
        content=content,
        version=content.current,
        taken=taken,
        mine=taken is not None and taken.by_id == viewer.pk,
        ends=taken is not None and can(viewer, content, "end_check_out"),
        writes=writes,
        replaces=writes and (taken is None or taken.by_id == viewer.pk),
    )


def words(viewer, content) -> str:
    text = beginning(content.current) if content.current else ""
    why = why_no_words(content.current) if content.current and not text else ""
    return slots.template("documents/words.html").render(content=content, text=text, why=why)


def menu(content, person) -> dict | None:
    """Under the dots of a document: laying it elsewhere."""
    if (
        not isinstance(content, LibraryDocument)
        or not content.is_published
        or not can(person, content, "edit")
    ):
        return None
    return {}


PARTS = {"tools": tools, "words": words}
