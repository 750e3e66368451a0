from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content.written import RichTextarea, RichTextField, Written
from kring.core.files.forms import CarriesFiles


class CommentForm(Written, CarriesFiles, forms.Form):
    body = RichTextField(
        label=_("Your comment"),
        widget=RichTextarea(attrs={"rows": 4}, light=True),
        max_length=20_000,
        error_messages={"required": _("Write something first.")},
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, comment=None, **kwargs):
        """`comment`: the one that is edited, if any."""
        super().__init__(*args, **kwargs)
        if comment:
            self.begin_with(comment.body)
        self.carry_files(person, comment=comment)
