import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.tools.bridge.verbs import MOST_PEOPLE

BLANK = re.compile(r"\n\s*\n")


class CountForm(forms.Form):
    """How many people there were, and how many ticked each box."""

    people = forms.IntegerField(label=_("How many people were there?"), min_value=1, max_value=MOST_PEOPLE)
    counted_on = forms.DateField(
        label=_("When?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    place = forms.CharField(label=_("Where?"), required=False, max_length=120)
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, room, **kwargs):
        super().__init__(*args, **kwargs)
        self.room = room
        self.initial["counted_on"] = timezone.localdate()
        for number, (_key, words) in enumerate(room.choices):
            self.fields[f"choice_{number}"] = forms.IntegerField(
                label=words, required=False, min_value=0, max_value=MOST_PEOPLE
            )

    @property
    def counts(self) -> dict[str, int]:
        return {
            key: self.cleaned_data.get(f"choice_{number}") or 0
            for number, (key, _words) in enumerate(self.room.choices)
        }


class AnswersForm(forms.Form):
    """The answers on slips, as they were written."""

    answers = forms.CharField(
        label=_("Answers"),
        help_text=_("Each becomes a comment. Leave an empty line between two answers."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    who = forms.CharField(
        label=_("Who said it?"),
        help_text=_("Only where they want that known; else leave it empty."),
        required=False,
        max_length=120,
    )
    answers_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_answers(self) -> list[str]:
        typed = self.cleaned_data["answers"].replace("\r\n", "\n").replace("\x00", "")
        return [part.strip() for part in BLANK.split(typed) if part.strip()]
