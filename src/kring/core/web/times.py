"""Times as people read them, in the reader's language and time zone; no sentence is glued from parts."""

from datetime import date as date_type
from datetime import datetime
from functools import lru_cache

from babel.dates import format_date, format_timedelta
from django.utils import timezone, translation
from markupsafe import Markup, escape


def iso(value: datetime) -> str:
    return value.isoformat(timespec="seconds")


def moment(value: datetime) -> str:
    """Day, date and time in full, for titles and screen readers."""
    local = timezone.localtime(value)
    return f"{_date(local.date(), 'EEEE d MMMM yyyy', _locale())} {local:%H:%M}"


def date(value) -> str:
    on = timezone.localtime(value).date() if isinstance(value, datetime) else value
    return _date(on, "d MMMM yyyy", _locale())


def clock(value: datetime) -> str:
    """“14:05”, in the reader's zone."""
    return f"{timezone.localtime(value):%H:%M}"


def day(value: date_type) -> str:
    """“Thursday 26 November”: a day that is near."""
    return _date(value, "EEEE d MMMM", _locale())


@lru_cache(maxsize=8_000)
def _date(value: date_type, pattern: str, locale: str) -> str:
    return format_date(value, pattern, locale=locale)


def human(value: datetime, now: datetime | None = None) -> str:
    """“2 hours ago” within six days, else the date (with its year where that isn't this one)."""
    now = now or timezone.now()
    seconds = (now - value).total_seconds()
    if seconds < 45:
        return translation.gettext("just now")
    if seconds < 6 * 86400:
        return format_timedelta(value - now, add_direction=True, threshold=0.95, locale=_locale())
    local = timezone.localtime(value)
    pattern = "d MMM" if local.year == timezone.localtime(now).year else "d MMM yyyy"
    return _date(local.date(), pattern, _locale())


def ago(value: datetime) -> Markup:
    """A `<local-time>` that says how long ago `value` was and keeps saying so while the page stays open."""
    said, full = escape(human(value)), escape(moment(value))
    return Markup(f'<local-time><time datetime="{iso(value)}" title="{full}">{said}</time></local-time>')


def _locale() -> str:
    return (translation.get_language() or "en")[:2]
