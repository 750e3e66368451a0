import re

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kring.core.content.access import access_content
from kring.core.content.forms import PostForm
from kring.core.people.models import Person
from kring.core.people.people_field import PeopleField, written
from kring.core.refused import Refused
from kring.kinds.thanks import verbs
from kring.kinds.thanks.models import ThanksDetails

ITEM = re.compile(r"(?:https?://[^/\s]+)?/c/(\d{1,18})/?(?:[?#].*)?")


class ThanksForm(PostForm):
    """Whom, the words, and what for: the address of something that was posted here."""

    to = PeopleField(
        label=_("Whom do you thank?"),
        max_length=1000,
        error_messages={"required": _("Name at least one colleague.")},
    )
    about = forms.CharField(
        label=_("What for?"),
        required=False,
        max_length=300,
        help_text=_("The address of a post, if there is one: people find it below your words."),
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "/c/123/"}),
    )
    field_order = ["to", "body", "about"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        del self.fields["title"]
        self.fields["to"].viewer = self.person = person
        self.fields["body"].label = _("Your words")
        self.before = []
        if details := ThanksDetails.objects.filter(content_id=self.instance.pk).first():
            self._begin(details)
        elif handle := self.initial.get("to"):
            self._begin_with(handle)

    def _begin(self, details) -> None:
        people = [row.person for row in details.people.select_related("person")]
        self.before = [one.pk for one in people]
        self.initial.setdefault("to", ", ".join(map(written, people)))
        self.initial.setdefault("about", f"/c/{details.about_id}/" if details.about_id else "")

    def _begin_with(self, handle: str) -> None:
        """An address said whom: `?to=anna`."""
        known = Person.objects.visible_to(self.person).filter(handle=str(handle).lower()).first()
        if known:
            self.initial["to"] = written(known)

    def clean_about(self):
        """The item, where this person may see it."""
        typed = self.cleaned_data["about"].strip()
        if not typed:
            return None
        match = ITEM.fullmatch(typed)
        try:
            found = access_content(self.person, match[1]) if match else None
        except Http404:
            found = None
        if not verbs.may_name(self.person, found):
            raise forms.ValidationError(
                _("There is nothing at this address that you can see. Copy it from a post here.")
            )
        return found

    def clean(self):
        data = super().clean()
        group = self.cleaned_data.get("group") or (self.instance.group if self.instance.pk else None)
        if group and "to" in self.cleaned_data:
            try:
                verbs.check_people(self.person, group, self.cleaned_data["to"], self.before)
            except Refused as why:
                self.add_error("to", str(why))
        return data

    def save_details(self, content) -> None:
        verbs.address(content, self.person, self.cleaned_data["to"], self.cleaned_data["about"])
