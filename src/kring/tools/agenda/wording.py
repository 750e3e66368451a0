"""When a prompt is posted, in a sentence of the reader's."""

from babel.dates import get_day_names
from babel.lists import format_list
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.tools.agenda import dates


def rhythm(prompt) -> str:
    """“Every two weeks on Tuesday and Friday, at 09:00”."""
    locale = (translation.get_language() or "en")[:2]
    names = get_day_names("wide", locale=locale)
    words = {
        "num": prompt.every,
        "time": f"{prompt.hour:%H:%M}",
        "day": names[prompt.starts_on.weekday()],
        "number": prompt.starts_on.day,
    }
    if prompt.rhythm == "weekly":
        words["days"] = format_list([names[day] for day in sorted(set(prompt.weekdays))], locale=locale)
        return _weekly(prompt.every) % words
    if prompt.rhythm == "monthly":
        return _("Every month on day %(number)s, at %(time)s") % words
    return NTH[dates.nth(prompt.starts_on)]() % words


def _weekly(every: int) -> str:
    return ngettext(
        "Every week on %(days)s, at %(time)s", "Every %(num)s weeks on %(days)s, at %(time)s", every
    )


NTH = {
    1: lambda: _("Every month on the first %(day)s, at %(time)s"),
    2: lambda: _("Every month on the second %(day)s, at %(time)s"),
    3: lambda: _("Every month on the third %(day)s, at %(time)s"),
    4: lambda: _("Every month on the fourth %(day)s, at %(time)s"),
    5: lambda: _("Every month on the last %(day)s, at %(time)s"),
}


def weekdays() -> list[tuple[int, str]]:
    names = get_day_names("wide", locale=(translation.get_language() or "en")[:2])
    return [(number, names[number].capitalize()) for number in range(7)]
