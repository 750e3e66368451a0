from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content import text
from kring.core.content.forms import PostForm
from kring.core.content.written import RichTextarea, RichTextField, Written

MOST = 300  # comments that can be chosen from


class DiscussionForm(PostForm):
    """What to talk about, in one sentence, and what people should know to join in."""

    title_required = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("What is it about?")
        self.fields["title"].help_text = _("A question without one right answer, in one sentence.")
        self.fields["body"].label = _("What do people need to know to join in?")


class SummaryForm(Written, forms.Form):
    body = RichTextField(
        label=_("What did it come to?"),
        help_text=_("What you agree on, where you differ, what happens next."),
        widget=RichTextarea(attrs={"rows": 6}, light=True),
        max_length=20_000,
        error_messages={"required": _("Write the summary first.")},
    )
    comments = forms.TypedMultipleChoiceField(
        label=_("Which comments does this sum up?"),
        help_text=_("They are linked from the summary, and marked where they stand."),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    close = forms.BooleanField(
        label=_("Close the discussion with this summary"),
        help_text=_("Nobody adds anything any more, until it is opened again."),
        required=False,
    )

    def __init__(self, *args, content, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.content = content.pk
        if content.told:
            self.begin_with(content.told.body)
        chosen = {comment.pk: comment for comment in content.summed_up}
        rows = content.comments.there().exclude(pk__in=chosen).select_related("author")
        found = [*chosen.values(), *rows.order_by("-reaction_count", "created_at", "id")[:MOST]]
        found.sort(key=lambda comment: (comment.created_at, comment.pk))
        self.fields["comments"].choices = [(comment.pk, _line(comment)) for comment in found]
        self.initial["comments"] = list(chosen)
        if not found:
            del self.fields["comments"]
        if not content.is_open:
            del self.fields["close"]


def _line(comment) -> str:
    return f"{comment.author.name}: {text.excerpt(comment.body, 160)}"
