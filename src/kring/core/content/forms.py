"""The form that every kind is posted and edited with; a kind with columns of its own subclasses it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content import text
from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.groups.models import Group


class Written:
    """For forms with a field `body` in Markdown. `was` is the clean HTML that is being edited, if any: a text that nobody
    changed isn't turned into Markdown and back, which would cost mentions and finer mark-up."""

    was = ""

    @property
    def html(self) -> str:
        """The text as clean HTML."""
        typed = self.cleaned_data["body"]
        same = self.was and typed.replace("\r\n", "\n").strip() == text.to_markdown(self.was)
        return self.was if same else text.from_markdown(typed)

    def clean_body(self) -> str:
        value = self.cleaned_data["body"]
        if not text.from_markdown(value):
            raise forms.ValidationError(_("Nothing of this text can be shown. Write it in other words."))
        return value


class PostForm(Written, forms.ModelForm):
    """Title and text (Markdown in a plain field), and the group to post in."""

    group = forms.ModelChoiceField(Group.objects.none(), label=_("Where"), empty_label=None)
    body = forms.CharField(
        label=_("Text"),
        help_text=_("Markdown works: **bold**, *italic*, - a list, [words](link)."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=100_000,
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Content
        fields = ["title"]

    title_required = False

    def __init__(self, *args, person, kind: str = "", **kwargs):
        """`kind`: what is to be posted; only groups that use it can be chosen."""
        super().__init__(*args, **kwargs)
        groups = Group.objects.open_for_posts(person).order_by("-is_everyone", "name")
        self.fields["group"].queryset = groups.filter(switches.groups_on(kind)) if kind else groups
        self.fields["title"].required = self.title_required
        if self.instance.pk:
            del self.fields["group"]
            self.was = self.instance.body
            self.initial["body"] = text.to_markdown(self.was)
