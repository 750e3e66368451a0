"""What a VEVENT of another program says, as a plan of ours; raises Refused with what is wrong with it."""

from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from django.utils.translation import gettext as _

from kring.core.refused import Refused
from kring.core.web.middleware import zone
from kring.kinds.events import dates, verbs
from kring.kinds.events import rule as rules
from kring.kinds.events.models import Details

EARLIEST, LATEST = date(1970, 1, 1), date(2190, 1, 1)
DAY = timedelta(days=1)


def grouped(found: list) -> dict[str, list]:
    """By UID: the event first, then its dates that are otherwise. What has no UID gets one of what it says."""
    series: dict[str, list] = {}
    for part in found:
        uid = words(part, "uid", 250) or "sha256:" + sha256(part.to_ical()).hexdigest()
        series.setdefault(uid, []).append(part)
    for parts in series.values():
        parts.sort(key=lambda part: "RECURRENCE-ID" in part)
    return series


def words(part, name: str, most: int = 250) -> str:
    found = part.get(name)
    found = found[0] if isinstance(found, list) and found else found
    return str(found or "").replace("\0", "").strip()[:most]


def moment(part, name: str) -> datetime | None:
    """A property that is a moment; None where it says something else."""
    value = getattr(part.get(name), "dt", None)
    if not isinstance(value, datetime) or not EARLIEST < value.date() < LATEST:
        return None
    return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)


def plan(parts: list, otherwise: str) -> dict:
    """The columns of a plan; `otherwise` is the zone of what names none."""
    main = parts[0]
    starts = _value(main, "dtstart")
    if starts is None:
        raise Refused(_("It doesn’t say when it begins."), 400)
    ends = _end(main, starts)
    whole_day = not isinstance(starts, datetime)
    row = Details(zone=_zone(starts, otherwise), whole_day=whole_day)
    row.starts_at, row.ends_at = (dates.real(_clock(value, row), row) for value in (starts, ends))
    row.rule = _rule(main, row)
    verbs.check_plan(row)
    row.changes = _changes(main, parts[1:], row)
    url = words(main, "url", 500)
    return {
        **{
            name: getattr(row, name)
            for name in ("zone", "whole_day", "starts_at", "ends_at", "rule", "changes")
        },
        "location": words(main, "location"),
        "online_url": url if url.startswith("https://") else "",
        "cancelled_at": moment(main, "dtstamp") if words(main, "status").upper() == "CANCELLED" else None,
        "signs_up": False,
    }


def _value(part, name: str):
    found = part.get(name)
    value = getattr(found[0] if isinstance(found, list) and found else found, "dt", None)
    if not isinstance(value, date):
        return None
    if not EARLIEST < (value.date() if isinstance(value, datetime) else value) < LATEST:
        raise Refused(_("Its date is too far away."), 400)
    return value


def _end(part, starts):
    ends = _value(part, "dtend")
    if ends is not None and isinstance(ends, datetime) == isinstance(starts, datetime):
        return ends
    length = getattr(part.get("duration"), "dt", None)
    if isinstance(length, timedelta) and timedelta(0) <= length <= timedelta(days=366):
        return starts + length
    return starts if isinstance(starts, datetime) else starts + DAY


def _zone(starts, otherwise: str) -> str:
    """By name where it has one that is known; what is in UTC or floats is shown in the zone of who brings it in."""
    info = getattr(starts, "tzinfo", None)
    name = getattr(info, "key", "") or getattr(info, "zone", "") or ""
    if not name or name == "UTC":
        return zone(otherwise).key
    return name if zone(name).key == name else zone(otherwise).key


def _clock(value, row: Details) -> datetime:
    """On the clock of the plan's zone."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value.astimezone(row.tz).replace(tzinfo=None) if value.tzinfo else value


def _rule(part, row: Details) -> str:
    found = part.get("rrule")
    if not found:
        return ""
    if isinstance(found, list):
        raise Refused(_("It repeats in two ways at once."), 400)
    text = found.to_ical().decode(errors="replace")
    try:
        told = rules.read(text)
        if "UNTIL" in told:
            told["UNTIL"] = _until(told["UNTIL"], row).strftime("%Y%m%d")
    except ValueError:
        raise Refused(_("This way of repeating can’t be kept. Choose another one."), 400) from None
    return rules.written(told)


def _until(until: str, row: Details) -> date:
    """The last day, in the plan's zone; on it the event still has to begin in time."""
    if "T" not in until:
        return rules.day_of(until)
    last = datetime.strptime(until[:15], "%Y%m%dT%H%M%S")
    if until.endswith("Z"):
        last = last.replace(tzinfo=UTC).astimezone(row.tz).replace(tzinfo=None)
    begins = dates.local(row)[0].time()
    return last.date() if last.time() >= begins else last.date() - DAY


def _changes(main, others: list, row: Details) -> dict:
    """Dates that don't happen, or otherwise."""
    found: dict[str, dict] = {}
    left_out = main.get("exdate") or []
    for dropped in left_out if isinstance(left_out, list) else [left_out]:
        for one in getattr(dropped, "dts", ()):
            if isinstance(one.dt, date):
                found[_clock(one.dt, row).date().isoformat()] = {"cancelled": True}
    for part in others:
        on, starts = _value(part, "recurrence-id"), _value(part, "dtstart")
        if on is None or starts is None:
            continue
        begins, ends = _clock(starts, row), _clock(_end(part, starts), row)
        if words(part, "status").upper() == "CANCELLED":
            found[_clock(on, row).date().isoformat()] = {"cancelled": True}
        elif ends >= begins:
            told = {
                "starts": begins.isoformat(),
                "ends": ends.isoformat(),
                "location": words(part, "location"),
            }
            found[_clock(on, row).date().isoformat()] = told
    return dict(list(found.items())[: verbs.MOST_CHANGES])
