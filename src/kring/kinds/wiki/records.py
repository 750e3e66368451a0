"""`data` of interchange: {"position": 3, "keeper": person, "checked_at": time, "checked_by": person}."""

from datetime import UTC, datetime

from kring.kinds.wiki.page import WikiPage

COLUMNS = ("position", "keeper", "checked_at", "checked_by")


def data_in(content, data: dict) -> None:
    """What is missing, or makes no sense, is left out: a page without a keeper is still a page."""
    position = data.get("position")
    row = WikiPage(
        content_id=content.pk,
        position=position if type(position) is int and 0 <= position < 2**31 else 0,
        keeper_id=_row(data.get("keeper")),
        checked_at=_moment(data.get("checked_at")),
        checked_by_id=_row(data.get("checked_by")),
    )
    WikiPage.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["content"], update_fields=COLUMNS
    )


def data_out(content) -> dict:
    row = getattr(content, "wiki", None) or WikiPage()
    return {
        "position": row.position or None,
        "keeper": row.keeper_id,
        "checked_at": row.checked_at and row.checked_at.astimezone(UTC).isoformat(),
        "checked_by": row.checked_by_id,
    }


def _row(value) -> int | None:
    """The key of a row, as the import has found it; a name that leads nowhere is none."""
    return value if type(value) is int else None


def _moment(value) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo and 1900 <= moment.year <= 2199 else None
