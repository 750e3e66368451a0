"""When somebody wants to be left alone: their quiet hours, and the days on which they don't work."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

MORNING = time(8)  # when a working day begins for who has no quiet hours


def quiet_until(person, now: datetime, preference=None) -> datetime | None:
    """The moment from which the person may be disturbed again; None where that is now."""
    from kring.core.notify import preferences

    preference = preference or preferences.of(person)
    zone = zone_of(person)
    here, moved = now.astimezone(zone), False
    for _day in range(9):  # at most a week of days off, and the night after it
        if until := _out_of_night(here, preference):
            here, moved = until, True
        if (
            not (preference.only_working_days and person.working_days)
            or here.isoweekday() in person.working_days
        ):
            break
        morning = preference.quiet_until if _has_night(preference) else MORNING
        here, moved = at(here.date() + timedelta(days=1), morning, zone), True
    return here if moved else None


def _has_night(preference) -> bool:
    return None not in (preference.quiet_from, preference.quiet_until) and (
        preference.quiet_from != preference.quiet_until
    )


def _out_of_night(here: datetime, preference) -> datetime | None:
    """The end of the quiet hours that `here` is in."""
    if not _has_night(preference):
        return None
    begins, ends, clock = preference.quiet_from, preference.quiet_until, here.time()
    if begins < ends:
        return at(here.date(), ends, here.tzinfo) if begins <= clock < ends else None
    if clock >= begins:
        return at(here.date() + timedelta(days=1), ends, here.tzinfo)
    return at(here.date(), ends, here.tzinfo) if clock < ends else None


def at(day: date, clock: time, zone) -> datetime:
    """That time on that day there, as UTC would count it: an hour that summer time skips is the one after it."""
    return datetime.combine(day, clock, zone).astimezone(ZoneInfo("UTC")).astimezone(zone)


def zone_of(person) -> ZoneInfo:
    try:
        return ZoneInfo(person.time_zone or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def midnight(person, now: datetime) -> datetime:
    """When the person's day began."""
    zone = zone_of(person)
    return at(now.astimezone(zone).date(), time(0), zone)
