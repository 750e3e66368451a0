"""The page of settings: what can be chosen, as it stands and as it was typed."""

from dataclasses import dataclass
from datetime import time

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.notify import preferences, reasons
from kring.core.notify.models import GroupLevel, Preference

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]
DAYS = [
    (1, gettext_lazy("Monday")), (2, gettext_lazy("Tuesday")), (3, gettext_lazy("Wednesday")), (4, gettext_lazy("Thursday")),
    (5, gettext_lazy("Friday")), (6, gettext_lazy("Saturday")), (7, gettext_lazy("Sunday")),
]  # fmt: skip
MAIL = [("now", gettext_lazy("At once")), ("digest", gettext_lazy("Digest")), ("off", gettext_lazy("Off"))]


def half_hours(chosen: time | None) -> list[tuple[str, str]]:
    """The day in half hours, and what was chosen where that stands between them."""
    clock = [f"{hour:02}:{minute}" for hour in range(24) for minute in ("00", "30")]
    if chosen and (odd := f"{chosen:%H:%M}") not in clock:
        clock = sorted([*clock, odd])
    return [("", _("none")), *((one, one) for one in clock)]


@dataclass
class Line:
    """One reason in the table: its three controls."""

    reason: object
    kring: forms.BoundField
    mail: forms.BoundField
    push: forms.BoundField


class Choices(forms.Form):
    """Everything on the page. A reason's controls are named after it: kring_mentioned, mail_mentioned, push_mentioned; those of
    a group level_12."""

    preset = forms.ChoiceField(
        label=gettext_lazy("How much do you want to be told?"),
        choices=Preference.Preset,
        widget=forms.RadioSelect,
    )
    budget = forms.IntegerField(
        label=gettext_lazy("Interruptions a day, at most"),
        min_value=0,
        max_value=preferences.MOST_A_DAY,
    )
    quiet_from = forms.TimeField(label=gettext_lazy("Silent from"), required=False, widget=forms.Select)
    quiet_until = forms.TimeField(label=gettext_lazy("Silent until"), required=False, widget=forms.Select)
    only_working_days = forms.BooleanField(label=gettext_lazy("Only on my working days"), required=False)
    digest = forms.ChoiceField(label=gettext_lazy("A digest by mail"), choices=Preference.Digest)
    digest_hour = forms.TypedChoiceField(label=gettext_lazy("Time"), coerce=int, choices=HOURS)
    digest_weekday = forms.TypedChoiceField(label=gettext_lazy("Day"), coerce=int, choices=DAYS)

    def __init__(self, data=None, *, preference: Preference, groups, levels: dict[int, str]):
        self.preference, self.groups, self.levels = preference, groups, levels
        self.chosen = preferences.choices(preference)
        initial = {name: getattr(preference, name) for name in preferences.SAVED if name != "choices"}
        super().__init__(data, initial=initial)
        for name in ("quiet_from", "quiet_until"):
            chosen = getattr(preference, name)
            self.initial[name] = f"{chosen:%H:%M}" if chosen else ""
            self.fields[name].widget.choices = half_hours(chosen)
        for reason, on in self.chosen:
            self._add_reason(reason, on)
        for group in groups:
            field = forms.ChoiceField(label=group.name, choices=GroupLevel.Level, required=False)
            self._add(f"level_{group.id}", field, levels.get(group.id, GroupLevel.Level.HIGHLIGHTS))

    def _add_reason(self, reason, on: dict) -> None:
        for channel in ("kring", "push"):
            self._add(f"{channel}_{reason.slug}", forms.BooleanField(required=False), on[channel])
        self._add(f"mail_{reason.slug}", forms.ChoiceField(choices=MAIL, required=False), on["mail"])

    def _add(self, name: str, field: forms.Field, value) -> None:
        self.fields[name] = field
        self.initial[name] = value

    def clean(self):
        data = super().clean()
        begins, ends = data.get("quiet_from"), data.get("quiet_until")
        if (begins is None) != (ends is None) and not {"quiet_from", "quiet_until"} & set(self.errors):
            said = _("Quiet hours have a beginning and an end: choose both, or neither.")
            self.add_error("quiet_until" if begins else "quiet_from", said)
        return data

    @property
    def table(self) -> list[Line]:
        return [
            Line(reason, *(self[f"{channel}_{reason.slug}"] for channel in preferences.CHANNELS))
            for reason, _on in self.chosen
        ]

    @property
    def of_groups(self) -> list[forms.BoundField]:
        return [self[f"level_{group.id}"] for group in self.groups]

    @property
    def differs(self) -> bool:
        """Did the person change anything in the table by hand?"""
        return any(reasons.get(slug) and chosen for slug, chosen in self.preference.choices.items())

    @property
    def values(self) -> dict:
        """What `preferences.save` takes. Another preset starts afresh: what stood in the table was about the old one."""
        found = {name: self.cleaned_data[name] for name in preferences.SAVED if name != "choices"}
        hidden = {slug: c for slug, c in self.preference.choices.items() if reasons.get(slug) is None}
        afresh = found["preset"] != self.preference.preset or "afresh" in self.data
        return found | {"choices": hidden if afresh else hidden | self._table()}

    def _table(self) -> dict:
        return {
            reason.slug: {
                channel: self.cleaned_data[f"{channel}_{reason.slug}"] or on[channel]
                if channel == "mail"
                else self.cleaned_data[f"{channel}_{reason.slug}"]
                for channel in preferences.CHANNELS
            }
            for reason, on in self.chosen
        }

    def new_levels(self):
        """(group, level) of each that was changed."""
        for group in self.groups:
            wanted, was = self.cleaned_data[f"level_{group.id}"], self.initial[f"level_{group.id}"]
            if wanted and wanted != was:
                yield group, wanted
