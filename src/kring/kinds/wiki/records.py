"""`data` of interchange: {"position": 3, "keeper": handle, "checked_at": time, "checked_by": handle}."""

from datetime import datetime

from kring.core.people.models import Person
from kring.kinds.wiki.page import WikiPage

COLUMNS = ("position", "keeper", "checked_at", "checked_by")


def data_in(content, data: dict) -> None:
    """What is missing, or makes no sense, is left out: a page without a keeper is still a page."""
    position = data.get("position")
    row = WikiPage(
        content_id=content.pk,
        position=position if type(position) is int and 0 <= position < 2**31 else 0,
        keeper=_person(data.get("keeper")),
        checked_at=_moment(data.get("checked_at")),
        checked_by=_person(data.get("checked_by")),
    )
    WikiPage.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["content"], update_fields=COLUMNS
    )


def data_out(content) -> dict:
    row = _row(content)
    if row is None:
        return {}
    found = {
        "position": row.position,
        "keeper": row.keeper and row.keeper.handle,
        "checked_at": row.checked_at and row.checked_at.isoformat(),
        "checked_by": row.checked_by and row.checked_by.handle,
    }
    return {name: value for name, value in found.items() if value}


def _row(content) -> WikiPage | None:
    """Its columns, without asking where an export has fetched them already."""
    if "wiki" in content._state.fields_cache:
        return getattr(content, "wiki", None)
    return WikiPage.objects.filter(pk=content.pk).select_related("keeper", "checked_by").first()


def _person(handle) -> Person | None:
    named = type(handle) is str and handle and "\0" not in handle
    return Person.objects.filter(handle=handle[:200].lower()).first() if named else None


def _moment(value) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 1900 <= moment.year <= 2199 else None
