"""The fields of an event's form, when and where, and who may come; and what they begin with."""

from datetime import date, datetime, timedelta

from babel.dates import get_day_names
from django import forms
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from kring.core.people.profile_form import zone_names
from kring.kinds.events import dates, repeating
from kring.kinds.events.models import Details

HOUR, DAY, WEEK = 60, 1440, 10080
CLOSES = (
    (0, _("When it is over")), (HOUR, _("An hour before")), (DAY, _("A day before")), (2 * DAY, _("Two days before")),
    (WEEK, _("A week before")),
)  # fmt: skip
REMINDS = (
    (0, _("Not at all")), (HOUR, _("An hour before")), (DAY, _("A day before")), (2 * DAY, _("Two days before")),
    (WEEK, _("A week before")),
)  # fmt: skip
MOST_QUESTIONS = 5
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


def day(label, **more) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def hour(label, **more) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **more
    )


def weekdays() -> list[tuple[str, str]]:
    names = get_day_names("wide", locale=(translation.get_language() or "en")[:2])
    return [(str(n), names[n]) for n in range(7)]


class When(forms.Form):
    """On which day, from when until when, on the clock of a zone."""

    starts_on = day(_("Day"))
    starts_time = hour(_("From"))
    ends_time = hour(_("Ends at"))
    ends_on = day(_("Last day"), required=False, help_text=_("Only where it takes more than one."))
    whole_day = forms.BooleanField(label=_("It takes the whole day"), required=False)

    def clean(self):
        data = super().clean()
        begins = self.cleaned_data.get("starts_on")
        ends = self.cleaned_data.get("ends_on") or begins
        if begins is None or "ends_on" in self.errors:
            return data
        if not FIRST <= begins <= ends <= LAST:
            word = (
                _("The last day comes before the first.")
                if ends < begins
                else _("Choose a day in this century.")
            )
            self.add_error("ends_on" if ends < begins else "starts_on", word)
            return data
        if self.cleaned_data.get("whole_day"):
            self.starts, self.ends = _midnight(begins), _midnight(ends + timedelta(days=1))
        else:
            self._timed(begins, ends)
        return data

    def _timed(self, begins: date, ends: date) -> None:
        from_, until = self.cleaned_data.get("starts_time"), self.cleaned_data.get("ends_time")
        if from_ is None:
            if "starts_time" not in self.errors:
                self.add_error("starts_time", _("Say when it begins, or that it takes the whole day."))
            return
        self.starts = datetime.combine(begins, from_)
        self.ends = datetime.combine(ends, until) if until else self.starts + timedelta(hours=1)
        if self.ends < self.starts:
            if self.cleaned_data.get("ends_on"):
                self.add_error("ends_time", _("It ends before it begins."))
            self.ends += timedelta(days=1)  # until after midnight


def _midnight(of: date) -> datetime:
    return datetime(of.year, of.month, of.day)


class Where(forms.Form):
    location = forms.CharField(label=_("Place"), required=False, max_length=250)
    online_url = forms.URLField(
        label=_("Online address"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Of the video meeting, for who comes from afar."),
    )  # fmt: skip


class Repeats(forms.Form):
    repeats = forms.ChoiceField(label=_("How often"), required=False, choices=repeating.CHOICES)
    repeat_days = forms.MultipleChoiceField(
        label=_("On these days of the week"), required=False, choices=weekdays, widget=forms.CheckboxSelectMultiple,
        help_text=_("Only where it repeats by week. The day above always counts."),
    )  # fmt: skip
    repeat_until = day(_("Repeats until"), required=False)
    repeat_count = forms.IntegerField(
        label=_("Or so many times"), required=False, min_value=1, max_value=500,
        help_text=_("Leave both empty, and it has no end yet."),
    )  # fmt: skip


class SignUp(forms.Form):
    sort = forms.ChoiceField(
        label=_("What it is"), required=False, choices=Details.Sort,
        help_text=_("Who attended a training finds it on their profile."),
    )  # fmt: skip
    needs_no_sign_up = forms.BooleanField(label=_("Nobody needs to sign up"), required=False)
    capacity = forms.IntegerField(
        label=_("Places"), required=False, min_value=1, max_value=100_000,
        help_text=_("When it is full, who signs up waits and moves up by themselves."),
    )  # fmt: skip
    whole_series = forms.BooleanField(
        label=_("Sign up for the whole series at once"), required=False,
        help_text=_("As for a course. Otherwise people sign up for each date apart."),
    )  # fmt: skip
    most_guests = forms.IntegerField(
        label=_("Guests that each may bring"), required=False, min_value=0, max_value=50
    )
    questions = forms.CharField(
        label=_("Questions at sign-up"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line, five at most, such as: what don’t you eat?"),
    )  # fmt: skip
    closes_before = forms.TypedChoiceField(
        label=_("Sign-up closes"), required=False, coerce=int, empty_value=0, choices=CLOSES
    )
    remind_before = forms.TypedChoiceField(
        label=_("Remind who comes"), required=False, coerce=int, empty_value=0, choices=REMINDS, initial=DAY
    )

    def clean_questions(self) -> list[str]:
        found = list(
            dict.fromkeys(
                line.strip() for line in self.cleaned_data["questions"].splitlines() if line.strip()
            )
        )
        if len(found) > MOST_QUESTIONS:
            raise forms.ValidationError(_("Ask five questions at most."))
        return found


class ZoneField(forms.ChoiceField):
    """A zone named after a place; also one that an import brought."""

    def __init__(self, **more):
        super().__init__(choices=lambda: [(name, name.replace("_", " ")) for name in zone_names()], **more)

    def valid_value(self, value) -> bool:
        return value in ("UTC", "") or super().valid_value(value)


def begin_with(plan: Details) -> dict:
    """What the fields say of a plan."""
    starts, ends = dates.local(plan)
    last = (ends - timedelta(days=1) if plan.whole_day else ends).date()
    return {
        **when_of(starts, ends, plan.whole_day),
        "ends_on": last if last != starts.date() else None,
        "zone": plan.zone,
        "location": plan.location,
        "online_url": plan.online_url,
        **repeating.chosen(plan.rule, starts.date()),
        "sort": plan.sort,
        "needs_no_sign_up": not plan.signs_up,
        "whole_series": not plan.per_date,
        "capacity": plan.capacity,
        "most_guests": plan.most_guests or None,
        "questions": "\n".join(plan.questions),
        "closes_before": plan.closes_before,
        "remind_before": plan.remind_before,
    }


def when_of(starts: datetime, ends: datetime, whole_day: bool) -> dict:
    hours = {} if whole_day else {"starts_time": starts.time(), "ends_time": ends.time()}
    return {"starts_on": starts.date(), "whole_day": whole_day, **hours}


def soon() -> date:
    return timezone.localdate() + timedelta(days=7)
