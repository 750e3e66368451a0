from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content.written import RichTextarea, RichTextField, Written


class CommentForm(Written, forms.Form):
    body = RichTextField(
        label=_("Your comment"),
        widget=RichTextarea(attrs={"rows": 4}, light=True),
        max_length=20_000,
        error_messages={"required": _("Write something first.")},
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, was: str = "", **kwargs):
        """`was`: the comment's HTML, where one is edited."""
        super().__init__(*args, **kwargs)
        if was:
            self.begin_with(was)
