"""The band on what everybody is asked to read: a mark on the cached card, and in it what this viewer has to say."""

from kring.core.content.access import can, is_host
from kring.core.content.models import Content
from kring.core.features import slots
from kring.interactions.mustread.models import Confirmation, MustRead


def bands(viewer, _rows, arguments):
    """`later("must_read", content id)`: a band; once its time is over, nothing."""
    ids = [int(argument) for argument in arguments]
    asked = MustRead.objects.current().filter(content__in=ids).select_related("content__group", "by")
    found = {row.content_id: row for row in asked}
    said = Confirmation.objects.filter(content__in=found, person_id=viewer.pk)
    read = set(said.values_list("content_id", flat=True)) if found else set()
    template = slots.template("mustread/band.html")

    def band(argument: str) -> str:
        row = found.get(int(argument))
        if row is None:
            return ""
        content = row.content
        mine = content.author_id == viewer.pk
        return template.render(
            row=row,
            content=content,
            mine=mine,
            host=is_host(viewer, content.group),
            read=row.content_id in read,
        )

    return band


def entry(content: Content, person, **_context) -> dict | None:
    """In the menu, for who may ask."""
    if not can(person, content, "must_read"):
        return None
    return {"asked": MustRead.objects.current().filter(content_id=content.pk).exists()}
