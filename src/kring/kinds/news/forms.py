from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm
from kring.kinds.news.models import LEAD, News, NewsDetails


class NewsForm(PostForm):
    """An article: a headline, a lead and the text. The first picture that is added stands on top."""

    title_required = True
    lead = forms.CharField(
        label=_("Lead"),
        help_text=_("The news in one or two sentences. Who has no time reads only this."),
        required=False,
        max_length=LEAD,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["title", "lead", "body"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.fields["title"].label = _("Headline")
        self.fields["body"].required = False
        if "group" in self.fields:
            groups = self.fields["group"].queryset
            allowed = [group.pk for group in groups if News.may_post(person, group)]
            self.fields["group"].queryset = groups.filter(pk__in=allowed)
        if details := NewsDetails.objects.filter(content_id=self.instance.pk).first():
            self.initial.setdefault("lead", details.lead)

    def clean_lead(self) -> str:
        return " ".join(self.cleaned_data["lead"].split())

    def save_details(self, content) -> None:
        NewsDetails.objects.update_or_create(
            content_id=content.pk, defaults={"lead": self.cleaned_data["lead"]}
        )
