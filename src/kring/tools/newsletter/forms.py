"""What a writer types."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import Scheduled
from kring.core.content.written import RichTextarea, RichTextField, Written
from kring.core.groups.models import Group
from kring.tools.newsletter.models import hosted_by


class LetterForm(Written, forms.Form):
    """Subject, whom it goes to, and an introduction."""

    subject = forms.CharField(
        label=_("Subject"), max_length=150, help_text=_("What stands in the inbox: say what is in it.")
    )
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(), label=_("For whom"), widget=forms.CheckboxSelectMultiple
    )
    body = RichTextField(
        label=_("Introduction"),
        help_text=_("Everybody in these groups reads this."),
        widget=RichTextarea(attrs={"rows": 3}, light=True),
        max_length=10_000,
        required=False,
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, newsletter=None, **kwargs):
        super().__init__(*args, **kwargs)
        groups = hosted_by(person).order_by("-is_everyone", "name")
        self.fields["groups"].queryset = groups
        if newsletter:
            self.initial |= {"subject": newsletter.subject, "groups": list(newsletter.groups.all())}
            self.begin_with(newsletter.intro)
        elif "groups" not in self.initial and len(groups) == 1:
            self.initial["groups"] = list(groups)

    @property
    def values(self) -> dict:
        data = self.cleaned_data
        return {
            "subject": " ".join(data["subject"].split()),
            "groups": list(data["groups"]),
            "intro": self.html,
        }


class When(Scheduled):
    """A day and a time; the day is needed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["later_on"].required = True
        self.fields["later_on"].error_messages["required"] = _("Choose a day.")
