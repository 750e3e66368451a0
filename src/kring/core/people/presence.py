"""Whether somebody is likely to answer now: the time where they are, and whether today is one of their days."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from babel.dates import format_time, get_day_names
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kring.core.people.models import Person
from kring.core.web.middleware import zone

USUAL = [1, 2, 3, 4, 5]


@dataclass
class Presence:
    """`local_time` is "" where the viewer's clock says the same; `today` None for who named no days."""

    local_time: str = ""
    today: bool | None = None
    words: str = ""


def presence(who: Person, now: datetime | None = None) -> Presence:
    if not who.is_active:
        return Presence()
    now = timezone.localtime(now)
    there = now.astimezone(zone(who.time_zone))
    clock = format_time(there, "short", locale=locale()) if there.utcoffset() != now.utcoffset() else ""
    days = [day for day in who.working_days if 1 <= day <= 7]
    if not days:
        return Presence(clock)
    if there.isoweekday() in days:
        return Presence(clock, True, _("Works today"))
    ahead = min((day - there.isoweekday()) % 7 for day in days)
    day = (there.isoweekday() + ahead - 1) % 7 + 1
    return Presence(clock, False, _("Not today; back on %(day)s") % {"day": name_of(day)})


def working_days(who: Person) -> str:
    """“Mon, Tue, Thu”; nothing for the usual week."""
    if who.working_days in (USUAL, []):
        return ""
    return ", ".join(name_of(day, "abbreviated") for day in who.working_days if 1 <= day <= 7)


def name_of(day: int, width: Literal["wide", "abbreviated"] = "wide") -> str:
    """1 is Monday."""
    return get_day_names(width, locale=locale())[day - 1]


def locale() -> str:
    return (get_language() or "en")[:2]
