from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content import text
from kring.core.files.forms import Carried, CarriesFiles
from kring.tools.messages.sending import LONGEST


class MessageForm(CarriesFiles, forms.Form):
    """What one says; words, files or an item, at least one of them."""

    body = forms.CharField(
        label=_("Your message"),
        required=False,
        max_length=LONGEST,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    item = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.carry_files(person)

    @property
    def html(self) -> str:
        return text.from_markdown(self.cleaned_data["body"])

    @property
    def files_errors(self) -> str:
        return " ".join(map(str, self.errors.get("files", [])))

    @property
    def carried(self) -> Carried:
        return self.cleaned_data.get("files") or Carried()

    def clean(self):
        data = super().clean()
        ids = (data.get("files") or Carried()).ids
        if not self.errors and not (data.get("body") or ids or data.get("item")):
            self.add_error("body", _("Write something first."))
        return data


class EditForm(forms.Form):
    body = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write something first.")},
    )

    @property
    def html(self) -> str:
        return text.from_markdown(self.cleaned_data["body"])


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name of this conversation"), required=False, max_length=80)


class HabitForm(forms.Form):
    shows_reading = forms.BooleanField(
        label=_("Show others what I have read"),
        required=False,
        help_text=_("When this is off, you don’t see either what others have read."),
    )
    enter_sends = forms.BooleanField(
        label=_("Enter sends my message"),
        required=False,
        help_text=_(
            "Shift and Enter begin a new line. When this is off, Ctrl and Enter send. On a phone there is the button."
        ),
    )
