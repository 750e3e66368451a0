from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content.written import RichTextarea, RichTextField, Written
from kring.core.features import switches
from kring.core.groups.models import Group
from kring.interactions.shares.verbs import KIND


class ShareForm(Written, forms.Form):
    group = forms.ModelChoiceField(Group.objects.none(), label=_("In which group"), empty_label=None)
    body = RichTextField(
        label=_("Your words"),
        help_text=_(
            "With words you post an update about it. Leave this empty, and the item itself stands there too, with its one discussion."
        ),
        widget=RichTextarea(attrs={"rows": 3}, light=True),
        max_length=20_000,
        required=False,
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        groups = Group.objects.open_for_posts(person).filter(
            switches.groups_on(KIND), switches.on_in("shares", "pk")
        )
        self.fields["group"].queryset = groups.order_by("-is_everyone", "name")
