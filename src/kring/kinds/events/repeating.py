"""How often an event happens: the choices of the form, as a rule and back, and in words."""

from datetime import date

from babel.dates import format_date, get_day_names
from babel.lists import format_list
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kring.core.web import times
from kring.kinds.events import rule as rules

CHOICES = (
    ("", gettext_lazy("It happens once")),
    ("daily", gettext_lazy("Every day")),
    ("workdays", gettext_lazy("Every working day")),
    ("weekly", gettext_lazy("Every week")),
    ("fortnightly", gettext_lazy("Every two weeks")),
    ("monthly", gettext_lazy("Every month, on the same date")),
    ("monthly_day", gettext_lazy("Every month, on the same weekday (such as the second Tuesday)")),
    ("yearly", gettext_lazy("Every year")),
)
OTHERWISE = "otherwise"
"""A rule that came in from elsewhere and that the form has no words for."""
PLAIN = {
    "daily": "FREQ=DAILY",
    "workdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "weekly": "FREQ=WEEKLY",
    "fortnightly": "FREQ=WEEKLY;INTERVAL=2",
    "monthly": "FREQ=MONTHLY",
    "yearly": "FREQ=YEARLY",
}


def made(choice: str, first: date, days=(), until: date | None = None, count: int | None = None) -> str:
    """The rule of a choice. `days` are numbers of weekdays (0 is Monday) that go with the weeks; the first day is one of them."""
    if not choice:
        return ""
    if choice == "monthly_day":
        found = f"FREQ=MONTHLY;BYDAY={nth(first)}{rules.DAYS[first.weekday()]}"
    else:
        found = PLAIN[choice]
    if choice in ("weekly", "fortnightly"):
        found += ";BYDAY=" + ",".join(rules.DAYS[day] for day in sorted({*days, first.weekday()}))
    if until:
        found += f";UNTIL={until:%Y%m%d}"
    elif count:
        found += f";COUNT={count}"
    return found


def nth(day: date) -> int:
    """Which of its weekdays in the month: 2 is the second; a fifth one is the last, -1."""
    week = (day.day - 1) // 7 + 1
    return week if week < 5 else -1


def chosen(rule: str, first: date) -> dict:
    """What the form says of a rule."""
    if not rule:
        return {"repeats": ""}
    parts = rules.read(rule)
    end = {
        "repeat_until": rules.day_of(parts.pop("UNTIL")) if "UNTIL" in parts else None,
        "repeat_count": int(parts.pop("COUNT")) if "COUNT" in parts else None,
    }
    if parts["FREQ"] == "WEEKLY":
        parts.setdefault("BYDAY", rules.DAYS[first.weekday()])
    parts = {
        name: value for name, value in parts.items() if name != "WKST" and (name, value) != ("INTERVAL", "1")
    }
    days = [n for n, name in enumerate(rules.DAYS) if name in parts.get("BYDAY", "").split(",")]
    for choice, _label in CHOICES[1:]:
        if rules.read(made(choice, first, days)) == parts:
            return {"repeats": choice, "repeat_days": [str(day) for day in days], **end}
    return {"repeats": OTHERWISE, **end}


def words(rule: str, first: date) -> str:
    """“Every week on Tuesday and Thursday.”"""
    locale = (translation.get_language() or "en")[:2]
    choice = chosen(rule, first)
    names = get_day_names("wide", locale=locale)
    day = names[first.weekday()]
    match choice["repeats"]:
        case "":
            return ""
        case "daily":
            return _("Every day.")
        case "workdays":
            return _("Every working day.")
        case "weekly":
            return _("Every week on %(days)s.") % {"days": _listed(choice, names, locale)}
        case "fortnightly":
            return _("Every two weeks on %(days)s.") % {"days": _listed(choice, names, locale)}
        case "monthly":
            return _("Every month on day %(number)s.") % {"number": first.day}
        case "monthly_day":
            return _nth_words(nth(first)) % {"day": day}
        case "yearly":
            return _("Every year on %(day)s.") % {"day": format_date(first, "d MMMM", locale=locale)}
    return _("It repeats.")


def _nth_words(number: int) -> str:
    return {
        1: _("Every month on the first %(day)s."),
        2: _("Every month on the second %(day)s."),
        3: _("Every month on the third %(day)s."),
        4: _("Every month on the fourth %(day)s."),
        -1: _("Every month on the last %(day)s."),
    }[number]


def _listed(choice: dict, names, locale: str) -> str:
    return format_list([names[int(day)] for day in choice["repeat_days"]], locale=locale)


def end_words(rule: str) -> str:
    """Until when, in a sentence of its own."""
    if not rule:
        return ""
    parts = rules.read(rule)
    if "UNTIL" in parts:
        return _("The last day is %(day)s.") % {"day": times.date(rules.day_of(parts["UNTIL"]))}
    if "COUNT" in parts:
        count = int(parts["COUNT"])
        return ngettext("It happens %(num)s time.", "It happens %(num)s times.", count) % {"num": count}
    return _("It has no end yet.")
