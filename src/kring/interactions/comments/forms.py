from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content import text
from kring.core.content.forms import Written


class CommentForm(Written, forms.Form):
    body = forms.CharField(
        label=_("Your comment"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        error_messages={"required": _("Write something first.")},
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, was: str = "", **kwargs):
        """`was`: the comment's HTML, where one is edited."""
        super().__init__(*args, **kwargs)
        self.was = was
        if was:
            self.initial["body"] = text.to_markdown(was)
