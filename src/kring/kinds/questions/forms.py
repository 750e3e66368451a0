from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm


class QuestionForm(PostForm):
    """The question in one sentence, and what is good to know beside it, if anything."""

    title_required = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].label = _("Your question")
        self.fields["title"].help_text = _("In one sentence that a colleague would search for.")
        self.fields["body"].label = _("What is good to know")
        self.fields["body"].required = False

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""
