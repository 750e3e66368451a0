"""A prompt as it is filled in, and when something planned is to appear instead."""

import re
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import FARTHEST
from kring.core.content.written import RichTextarea, RichTextField, Written
from kring.core.features import registry
from kring.tools.agenda import dates, obstacles, wording
from kring.tools.agenda.models import Prompt

EVERY, SKIPS = 12, 60
OFTEN = [(number, str(number)) for number in range(1, EVERY + 1)]
OLDEST = timedelta(days=366)


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PromptForm(Written, forms.Form):
    """`person` is who fills it in; the kinds are what they may post in `group` with a title and a text alone."""

    kind = forms.ChoiceField(label=_("Posted as"))
    title = forms.CharField(label=_("Title"), required=False, max_length=250)
    body = RichTextField(
        label=_("Text"),
        required=False,
        widget=RichTextarea(attrs={"rows": 4}),
        max_length=20_000,
    )
    rhythm = forms.ChoiceField(
        label=_("How often?"),
        help_text=_("A month takes its date, or its weekday, from the first day below."),
        choices=Prompt.Rhythm.choices,
        initial="weekly",
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one day of the week at least.")},
    )
    every = forms.TypedChoiceField(
        label=_("Every how many weeks?"), choices=OFTEN, coerce=int, empty_value=1, initial=1
    )
    hour = forms.TimeField(
        label=_("At what time?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial=time(9),
    )
    starts_on = forms.DateField(label=_("From"), widget=day_input())
    ends_on = forms.DateField(
        label=_("Until"),
        required=False,
        help_text=_("Leave it empty where there is no end."),
        widget=day_input(),
    )
    skips = forms.CharField(
        label=_("Days to skip"),
        required=False,
        help_text=_("Such as holidays: one date a line, as 2026-12-25."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, group, prompt: Prompt | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {kind.slug: kind for kind in obstacles.kinds_for(person, group)}
        self.fields["kind"].choices = [(kind.slug, kind.label) for kind in self.kinds.values()]
        self.fields["weekdays"].choices = wording.weekdays()
        self.fields["hour"].help_text = _("On the clock of %(zone)s.") % {
            "zone": str(dates.zone()).replace("_", " ")
        }
        if self.data.get("rhythm", "weekly") != "weekly":
            self.fields["weekdays"].required = self.fields["every"].required = False
        self.initial.setdefault("starts_on", dates.today(timezone.now()))
        if prompt:
            self._show(prompt)

    def _show(self, prompt: Prompt) -> None:
        same = ("kind", "title", "rhythm", "weekdays", "every", "hour", "starts_on", "ends_on")
        self.initial.update({name: getattr(prompt, name) for name in same})
        self.initial["skips"] = "\n".join(prompt.skips)
        self.begin_with(prompt.body)

    def clean_hour(self) -> time:
        return self.cleaned_data["hour"].replace(second=0, microsecond=0)

    def clean_starts_on(self) -> date:
        day, now = self.cleaned_data["starts_on"], dates.today(timezone.now())
        if "starts_on" in self.changed_data and not now - OLDEST <= day <= now + FARTHEST:
            raise forms.ValidationError(_("Choose a day between a year ago and two years from now."))
        return day

    def clean_skips(self) -> list[str]:
        words = [word for word in re.split(r"[\s,;]+", self.cleaned_data["skips"]) if word]
        if len(words) > SKIPS:
            raise forms.ValidationError(_("Sixty days can be skipped at most."))
        return sorted({_day(word) for word in words})

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("It ends before it begins. Choose a later day, or leave this empty."))
        self._check_words(data)
        return data

    def _check_words(self, data) -> None:
        kind = self.kinds.get(data.get("kind", ""))
        if kind and registry.load(kind.form).title_required and not data.get("title"):
            self.add_error(
                "title",
                _("A %(kind)s needs a title. Write what you ask, in one sentence.")
                % {"kind": str(kind.label).lower()},
            )
        elif not data.get("title") and not data.get("body") and not {"title", "body"} & set(self.errors):
            self.add_error("body", _("Write what is to be posted: a title, a text, or both."))

    @property
    def fields_of_prompt(self) -> dict:
        """What the verbs take."""
        names = ("kind", "title", "rhythm", "every", "weekdays", "hour", "starts_on", "ends_on", "skips")
        return {name: self.cleaned_data[name] for name in names} | {"body": self.html}


def _day(word: str) -> str:
    """“25-12-2026” is read too."""
    for form in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(word, form).date().isoformat()
        except ValueError:
            continue
    raise forms.ValidationError(_("“%(word)s” isn’t a date. Write it as 2026-12-25.") % {"word": word[:30]})
