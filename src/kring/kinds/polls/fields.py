"""The options in a poll's form: rows of words, a day and a time. Fifty of them stand there, most of them folded away, so that no script
is needed to write many."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.features import slots
from kring.core.files.forms import many
from kring.kinds.polls.models import FEWEST, LONGEST, MOST, Option

SHOWN, THEN = 4, 12  # rows that stand there, and that stand there with one more click


@dataclass
class Row:
    """What somebody wrote in one row; `key` is that of an option that was there before."""

    key: str = ""
    text: str = ""
    day: str = ""
    time: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.day or self.time)


def row_of(option: Option) -> Row:
    if option.starts_at:
        at = timezone.localtime(option.starts_at)
        return Row(option.key, option.text, at.date().isoformat(), f"{at:%H:%M}")
    return Row(option.key, option.text, option.day.isoformat() if option.day else "")


class OptionsInput(forms.Widget):
    """Reads `option-key`, `option`, `option-day` and `option-time`, each once per row."""

    template = "polls/options.html"

    def value_from_datadict(self, data, files, name) -> list[Row]:
        texts = many(data, "option")
        rows = []
        for n, text in enumerate(texts[:MOST]):
            key, day, at = (_at(many(data, f"option-{part}"), n) for part in ("key", "day", "time"))
            rows.append(Row(key, " ".join(str(text).split()), day, at))
        return rows

    def value_omitted_from_data(self, data, files, name) -> bool:
        return "option" not in data

    def render(self, name, value, attrs=None, renderer=None):
        rows = value if isinstance(value, list) else []
        filled = [row for row in rows if not row.is_empty]
        rows = [*filled, *(Row() for _ in range(MOST - len(filled)))]
        id = (attrs or {}).get("id") or name
        return slots.template(self.template).render(
            id=id, parts=(rows[:SHOWN], rows[SHOWN:THEN], rows[THEN:]), longest=LONGEST, filled=len(filled)
        )

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-1"


class OptionsField(forms.Field):
    """Cleans to a list of unsaved Options without a ballot; `dates` says which sort is meant (set by the form)."""

    widget = OptionsInput
    dates = False

    def clean(self, value: list[Row]) -> list[Option]:
        rows = [row for row in value or () if (row.day if self.dates else row.text)]
        if len(rows) < FEWEST:
            raise ValidationError(
                _("Give two dates at least.") if self.dates else _("Give two options at least.")
            )
        options = [self._date(row) if self.dates else self._words(row) for row in rows]
        said = [(o.text.casefold(), o.day, o.starts_at) for o in options]
        if len(set(said)) < len(said):
            raise ValidationError(_("Two of the options are the same."))
        return _numbered(options)

    def _words(self, row: Row) -> Option:
        if len(row.text) > LONGEST:
            words = ngettext(
                "“%(begin)s…” is too long: an option is %(num)s letter at most.",
                "“%(begin)s…” is too long: an option is %(num)s letters at most.",
                LONGEST,
            )
            raise ValidationError(words % {"begin": row.text[:30], "num": LONGEST})
        return Option(key=row.key, text=row.text)

    def _date(self, row: Row) -> Option:
        try:
            day = date.fromisoformat(row.day)
            at = time.fromisoformat(row.time) if row.time else None
        except ValueError:
            raise ValidationError(_("“%(day)s” is no date.") % {"day": row.day[:20]}) from None
        today = timezone.localdate()
        if not today <= day <= today.replace(year=today.year + 5, day=min(today.day, 28)):
            raise ValidationError(_("Choose days from today on, in the next five years."))
        if at is None:
            return Option(key=row.key, day=day)
        moment = datetime.combine(day, at.replace(tzinfo=None), tzinfo=timezone.get_current_timezone())
        return Option(key=row.key, starts_at=moment)


def _numbered(options: list[Option]) -> list[Option]:
    """Each with its place, and a key that no other one has."""
    taken: set[str] = set()
    for place, option in enumerate(options):
        option.place = place
        if not option.key or len(option.key) > 80 or option.key in taken:
            option.key = next(str(n) for n in range(1, 999) if str(n) not in taken | {o.key for o in options})
        taken.add(option.key)
    return options


def _at(values: list, n: int) -> str:
    return str(values[n]).strip() if n < len(values) else ""
