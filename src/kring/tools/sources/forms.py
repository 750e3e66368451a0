"""An address, how a source is kept, and an entry in somebody's own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kring.core.content.written import RichTextarea, RichTextField, Written
from kring.core.outside.typed import LONGEST
from kring.tools.sources.models import Entry, Source


class AddressForm(forms.Form):
    url = forms.CharField(
        label=_("Address of the website, or of its feed"),
        help_text=_(
            "Such as https://www.example.org. Kring finds the feed by itself where the website names one."
        ),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url", "placeholder": "https://"}),
    )


class ModeForm(forms.Form):
    mode = forms.ChoiceField(
        label=_("What happens with new items?"),
        choices=[
            (Source.Mode.ASK, _("Ask us first: they wait until a host says yes")),
            (Source.Mode.SELF, _("Publish by itself: they appear as news, in your name")),
        ],
        initial=Source.Mode.ASK,
        widget=forms.RadioSelect,
    )


class SourceForm(ModeForm):
    title = forms.CharField(
        label=_("Name"), help_text=_("Stands below each item, as where it comes from."), max_length=200
    )
    field_order = ["title", "mode"]

    def __init__(self, *args, source: Source, **kwargs):
        super().__init__(*args, initial={"title": source.title, "mode": source.mode}, **kwargs)


class WordsForm(Written, forms.Form):
    """What a host says about it, above what the source says."""

    title = forms.CharField(label=_("Headline"), max_length=250)
    body = RichTextField(
        label=_("In your own words"),
        help_text=_("Why it matters here. It stands above what the source says."),
        required=False,
        max_length=20_000,
        widget=RichTextarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, entry: Entry, **kwargs):
        super().__init__(*args, initial={"title": entry.title}, **kwargs)

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())
