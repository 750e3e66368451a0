"""Starting a group and changing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content import text
from kring.core.groups.models import Group
from kring.core.groups.verbs import below

ACCESS = [
    ("open", _("Open: everyone in the organisation reads along and can join")),
    ("closed", _("Closed: others see that it exists and can ask to join; only members read along")),
    ("secret", _("Secret: only members and people you invite know that it exists")),
]


class RichText(forms.CharField):
    """Markdown in a plain field. Browsers send other line ends than they were given; that is no change."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class StartForm(forms.Form):
    """What a new group needs. Texts are typed as Markdown and stored as clean HTML (`html`)."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("Short and clear: what people will call it.")
    )
    description = RichText(
        label=_("What it is for"),
        help_text=_("Who is it for, and what do you talk about here? People read this before they join."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
    )
    access = forms.ChoiceField(
        label=_("Who reads along"), choices=ACCESS, widget=forms.RadioSelect, initial="open"
    )
    parent = forms.ModelChoiceField(
        Group.objects.none(),
        label=_("Part of"),
        help_text=_("Helps people find the group. Everyone's rights stay as they are."),
        required=False,
        empty_label=_("No other group"),
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    rich = ("description",)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Group.objects.visible_to(person).filter(is_everyone=False, archived_at=None)
        self.fields["parent"].queryset = groups.order_by("name")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    @property
    def values(self) -> dict:
        """The fields as the verbs take them."""
        found = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in ("token", "version", "cover")
        }
        return {
            name: text.from_markdown(value) if name in self.rich else value for name, value in found.items()
        }


class SettingsForm(StartForm):
    """What hosts change. `version` is the one that the form was opened with."""

    welcome = RichText(
        label=_("Welcome message"),
        help_text=_("Who joins sees this on top of the group."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
    )
    cover = forms.FileField(
        label=_("Picture on top"),
        help_text=_("A wide picture works best; it is cut to fit. JPEG, PNG or WebP."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    remove_cover = forms.BooleanField(label=_("Take the picture away"), required=False)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    token = None

    rich = ("description", "welcome")
    field_order = ["name", "description", "welcome", "cover", "remove_cover", "access", "parent", "version"]

    def __init__(self, *args, group: Group, person, **kwargs):
        super().__init__(*args, person=person, initial=as_typed(group), **kwargs)
        self.group = group
        parents = self.fields["parent"].queryset.exclude(pk__in=below(group))
        if group.parent_id and not parents.filter(pk=group.parent_id).exists():
            del self.fields[
                "parent"
            ]  # part of a group that this person may not know of: not theirs to change
        else:
            self.fields["parent"].queryset = parents
        if group.is_everyone:
            self.fields.pop("parent", None)
            del self.fields["access"]
        if not group.cover:
            del self.fields["remove_cover"]

    @property
    def changed_values(self) -> dict:
        """Only what was changed: a text that nobody touched isn't turned into Markdown and back."""
        return {name: value for name, value in self.values.items() if name in self.changed_data}


def as_typed(group: Group) -> dict:
    """A group's fields as its settings form shows them."""
    return {
        "name": group.name,
        "description": text.to_markdown(group.description),
        "welcome": text.to_markdown(group.welcome),
        "access": group.access,
        "parent": group.parent_id,
        "version": group.version,
    }
