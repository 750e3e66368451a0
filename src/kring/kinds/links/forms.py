from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm
from kring.core.features import slots
from kring.core.outside.typed import LONGEST, clean
from kring.kinds.links import verbs
from kring.kinds.links.models import LinkDetails

BY_HAND = _("Leave it empty, and it is fetched from the page after you post.")
NO_WAY_OUT = _("What is the page called? Here the server doesn't look that up.")


class AddressInput(forms.TextInput):
    """Says while somebody types what was shared here before."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        return slots.template("links/address_field.html").render(field=field)


class LinkForm(PostForm):
    """The address, its title and words (or none: they are fetched), and why it is worth opening."""

    url = forms.CharField(
        label=_("Address"),
        max_length=LONGEST,
        widget=AddressInput(attrs={"inputmode": "url", "autocomplete": "url", "placeholder": "https://"}),
    )
    words = forms.CharField(
        label=_("What is it about?"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ["url", "title", "words", "body"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        fetched = settings.CONFIG.link_previews
        self.fields["title"].label = _("Title")
        self.fields["title"].help_text = BY_HAND if fetched else NO_WAY_OUT
        self.fields["body"].label = _("Why is it worth opening?")
        self.fields["body"].required = False
        self.before = details = LinkDetails.objects.filter(content_id=self.instance.pk).first()
        if details:
            self.initial.setdefault("url", details.url)
            self.initial.setdefault("words", details.words)
            if self.instance.title == details.domain:
                self.initial["title"] = ""

    def clean_url(self) -> str:
        url = clean(self.cleaned_data["url"])
        if not url:
            raise forms.ValidationError(_("This isn't the address of a website. It begins with https://."))
        return url

    def clean_words(self) -> str:
        return " ".join(self.cleaned_data["words"].split())

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""

    def clean(self):
        """Without a title it is called after where it leads, until the page has said more."""
        data = super().clean()
        self.typed, url = self.cleaned_data.get("title", ""), self.cleaned_data.get("url")
        if self.before and self.before.url != url and self.typed == self.before.title:
            self.typed = ""  # that of the page before
        if not self.typed and url:
            self.cleaned_data["title"] = LinkDetails(url=url).domain
        return data

    def save_details(self, content) -> None:
        verbs.point(content, self.cleaned_data["url"], self.typed, self.cleaned_data["words"])
