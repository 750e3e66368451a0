"""Rules of RFC 5545 as we keep them: within limits, and asked only between two days.

A rule names days; the hour is the event's own. So it never says how often within a day, and UNTIL is a day. A rule without end, or
one that never happens, costs no more than another.
"""

from datetime import date, datetime, timedelta
from itertools import islice

from django.utils.translation import gettext as _

from kring.core.refused import Refused
from kring.kinds.events.days import DAYS, Rule

__all__ = ["DAYS", "check", "dates", "day_of", "last", "read", "written"]
KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
OFTEN = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
TEN_YEARS = timedelta(days=3653)
MOST = 1000


def read(rule: str) -> dict[str, str]:
    """{"FREQ": "WEEKLY", …}; raises ValueError."""
    pairs = [part.partition("=") for part in rule.upper().split(";") if part]
    found = {name.strip(): value.strip() for name, _sign, value in pairs}
    if set(found) - KNOWN or found.get("FREQ") not in OFTEN or len(found) != len(pairs):
        raise ValueError(rule)
    for name in ("INTERVAL", "COUNT"):
        if name in found and not 0 < int(found[name]) <= MOST:
            raise ValueError(rule)
    return found


def written(parts: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in parts.items())


def day_of(until: str) -> date:
    """The day of an UNTIL."""
    return datetime.strptime(until[:8], "%Y%m%d").date()


def dates(rule: str, first: date, start: date, end: date) -> list[date]:
    """The days from `start` to `end`, both among them, on which it happens; its first day is always one."""
    if not rule:
        return [first] if start <= first <= end else []
    found = _named(rule, first, start, end)
    if first not in found and start <= first <= end:
        found = [first, *found]
    return found


def _named(rule: str, first: date, start: date, end: date) -> list[date]:
    parts = read(rule)
    count = int(parts.get("COUNT", "0"))
    if until := parts.get("UNTIL"):
        end = min(end, day_of(until))
    found = Rule(parts, first).between(first if count else start, end)
    if count:
        found = (day for day in islice(found, count) if day >= start)
    return list(islice(found, MOST))


def last(rule: str, first: date) -> date | None:
    """The last day, or a later one; None where it never ends."""
    if not rule:
        return first
    parts = read(rule)
    if "COUNT" in parts:
        return dates(rule, first, first, first + TEN_YEARS)[-1]
    return max(first, day_of(parts["UNTIL"])) if "UNTIL" in parts else None


def check(rule: str, first: date) -> None:
    """Raise Refused where a rule can't be kept."""
    try:
        parts = read(rule)
        until = day_of(parts["UNTIL"]) if "UNTIL" in parts else None
        happens = _named(rule, first, first, first + TEN_YEARS)
    except (ValueError, OverflowError):
        raise Refused(_("This way of repeating can’t be kept. Choose another one."), 400) from None
    if until and until < first:
        raise Refused(_("The repeating ends before it begins. Choose a later last day."), 400)
    if not happens:
        raise Refused(_("A day like that never comes. Choose another way of repeating."), 400)
