"""The plan of an event in the interchange format, and its words for search."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.dateparse import parse_datetime

from kring.core.refused import Refused
from kring.core.web.middleware import zone
from kring.kinds.events import dates, verbs
from kring.kinds.events.models import Details

PLAIN = ("location", "online_url", "capacity", "questions", "closes_before", "remind_before", "uid")
HOUR = timedelta(hours=1)


def data_in(content, data: dict) -> None:
    """The plan that `data` tells of. Without a moment there is none; what can't be kept is left out."""
    starts, ends = _moment(data.get("starts_at")), _moment(data.get("ends_at"))
    if starts is None:
        Details.objects.filter(content_id=content.pk).delete()
        return
    row = Details(content_id=content.pk, starts_at=starts, ends_at=ends or starts + HOUR)
    row.zone = _zone(data.get("time_zone"))
    row.whole_day = data.get("whole_day") is True
    row.sort = "training" if data.get("sort") == "training" else "event"
    row.location, row.online_url = _text(data, "location", 250), _text(data, "online_url", 500)
    row.uid, row.rule = _text(data, "uid", 250), _text(data, "repeats", 300)
    row.capacity = _number(data, "capacity") or None
    row.most_guests = min(_number(data, "guests") or 0, 50)
    row.signs_up, row.per_date = data.get("signs_up") is not False, data.get("per_date") is not False
    row.closes_before = _number(data, "closes_before") or 0
    row.remind_before = _number(data, "remind_before", 1440)
    row.questions = (
        [q[:200] for q in data.get("questions") or () if isinstance(q, str)][:5]
        if isinstance(data.get("questions"), list)
        else []
    )
    row.cancelled_at = _moment(data.get("cancelled_at"))
    row.changes = _changes(data.get("changes"))
    try:
        verbs.check_plan(row)
    except Refused:
        row.rule, row.ends_at = "", max(row.starts_at, min(row.ends_at, row.starts_at + HOUR))
    row.last_at = dates.end_of(row)
    Details.objects.update_or_create(
        content_id=content.pk,
        defaults={
            f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname != "content_id"
        },
    )


def data_out(content) -> dict:
    """The same; None where there is nothing to say, also where an import once said otherwise."""
    row = content.plan
    if row is None:
        return {}
    return {
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "time_zone": row.zone,
        "whole_day": row.whole_day or None,
        "sort": row.sort if row.is_training else None,
        "repeats": row.rule or None,
        "changes": row.changes or None,
        "guests": row.most_guests or None,
        "signs_up": None if row.signs_up else False,
        "per_date": None if row.per_date else False,
        "cancelled_at": row.cancelled_at and row.cancelled_at.isoformat(),
        **{name: getattr(row, name) or None for name in PLAIN if name != "remind_before"},
        "remind_before": None if row.remind_before == 1440 else row.remind_before,
    }


def words(ids) -> dict[int, str]:
    """An event is also found by its place."""
    return dict(Details.objects.filter(pk__in=ids).exclude(location="").values_list("pk", "location"))


def _moment(text) -> datetime | None:
    try:
        moment = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None or not 1900 <= moment.year <= 2199:
        return None
    return moment.astimezone(UTC)


def _zone(name) -> str:
    return zone(name if isinstance(name, str) else settings.TIME_ZONE).key


def _text(data: dict, name: str, limit: int) -> str:
    value = data.get(name)
    return " ".join(value.split())[:limit] if isinstance(value, str) else ""


def _number(data: dict, name: str, otherwise=None) -> int | None:
    value = data.get(name)
    return value if type(value) is int and 0 <= value <= 1_000_000 else otherwise


def _changes(told) -> dict:
    """Changes of single dates, as far as they can be read."""
    found = {}
    for on, change in told.items() if isinstance(told, dict) else ():
        try:
            day = datetime.fromisoformat(on).date().isoformat()
            if change.get("cancelled") is True:
                found[day] = {"cancelled": True}
            else:
                starts, ends = (
                    datetime.fromisoformat(change[name]).replace(tzinfo=None) for name in ("starts", "ends")
                )
                found[day] = {
                    "starts": starts.isoformat(),
                    "ends": ends.isoformat(),
                    "location": str(change.get("location") or "")[:250],
                }
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
    return dict(list(found.items())[: verbs.MOST_CHANGES])
