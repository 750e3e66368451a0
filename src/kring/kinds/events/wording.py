"""When something is, as its reader says it: in the reader's zone, with the event's own named where the clock differs there."""

from datetime import datetime, timedelta

from babel.dates import format_date, format_time
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kring.kinds.events.dates import Occurrence


def when(one: Occurrence, tz=None) -> str:
    """“Tuesday 24 November 2026, 14:00–16:00”."""
    starts, ends = clock(one, tz)
    if one.plan.whole_day:
        last = ends - timedelta(days=1)
        if last.date() <= starts.date():
            return _day(starts)
        return _("%(first)s to %(last)s") % {"first": _day(starts), "last": _day(last)}
    told = {"day": _day(starts), "from": hour(starts), "until": hour(ends), "last": _day(ends)}
    if starts == ends:
        return _("%(day)s, %(from)s") % told
    if starts.date() == ends.date() or ends - starts < timedelta(hours=18):
        return _("%(day)s, %(from)s–%(until)s") % told
    return _("%(day)s, %(from)s to %(last)s, %(until)s") % told


def there(one: Occurrence) -> str:
    """What the clock says where it happens, when that differs: “15:00–17:00 in Helsinki”; else ""."""
    if one.plan.whole_day:
        return ""
    here, starts = clock(one), clock(one, one.plan.tz)
    if here[0].utcoffset() == starts[0].utcoffset():
        return ""
    zone = one.plan.zone.rpartition("/")[2].replace("_", " ")
    told = {"from": hour(starts[0]), "until": hour(starts[1]), "place": zone, "day": _day(starts[0])}
    if here[0].date() != starts[0].date():
        return _("%(day)s, %(from)s–%(until)s in %(place)s") % told
    return _("%(from)s–%(until)s in %(place)s") % told


def clock(one: Occurrence, tz=None) -> tuple[datetime, datetime]:
    """Begin and end for the reader; a whole day is the same for everybody."""
    tz = one.plan.tz if one.plan.whole_day else tz or timezone.get_current_timezone()
    return one.starts_at.astimezone(tz), one.ends_at.astimezone(tz)


def hour(moment: datetime) -> str:
    return format_time(moment, "HH:mm", tzinfo=moment.tzinfo, locale=_locale())


def hours(one: Occurrence) -> str:
    """Only from when, for a calendar: “14:00”, or "" of a whole day."""
    return "" if one.plan.whole_day else hour(clock(one)[0])


def short_day(moment: datetime) -> str:
    """“Tue 24 Nov”."""
    return format_date(moment, "EEE d MMM", locale=_locale())


def month(moment) -> str:
    return format_date(moment, "LLLL yyyy", locale=_locale())


def month_short(moment) -> str:
    return format_date(moment, "LLL", locale=_locale()).rstrip(".")


def weekday(moment, width: str = "EEEE") -> str:
    return format_date(moment, width, locale=_locale())


def _day(moment: datetime) -> str:
    year = moment.year == timezone.localdate().year
    return format_date(moment, "EEEE d MMMM" if year else "EEEE d MMMM yyyy", locale=_locale())


def _locale() -> str:
    return (translation.get_language() or "en")[:2]
