from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.kinds.wiki import arranging
from kring.kinds.wiki.tree import KIND, whole


class WikiForm(PostForm):
    """A page has a title; a new one may be made under another page, which says the group."""

    parent = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title_required = True

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.person = person
        self.fields["title"].label = _("Title")
        if self.instance.pk:
            del self.fields["parent"]
        elif above := self._above((self.data if self.is_bound else self.initial).get("parent")):
            self.initial["group"] = above.group_id
            self.fields["title"].help_text = _("A page under “%(title)s”.") % {"title": above.title}

    def _above(self, id) -> Content | None:
        if not str(id or "").isdecimal() or len(str(id)) > 18:
            return None
        pages = Content.objects.visible_to(self.person).filter(kind=KIND, state="published")
        own = pages.filter(pk=int(id), group_id__in=self.person.roles, group__archived_at=None)
        return own.first()

    def clean_parent(self) -> int | None:
        """None where the page above has gone meanwhile, or another group was chosen after all: what was written, and who
        is to see it, are worth more than its place."""
        above = self._above(self.cleaned_data["parent"])
        if above is None or str(above.group_id) != str(self.data.get("group")):
            return None
        try:
            arranging.check_place(whole(above.group_id), above.pk)
        except (Refused, Http404) as error:
            raise forms.ValidationError(str(error)) from None
        return above.pk

    def save_details(self, content) -> None:
        if "parent" not in self.fields:
            return
        if content.is_draft:
            Content.objects.filter(pk=content.pk).update(parent_id=self.cleaned_data["parent"])
        else:
            arranging.begin(content, self.cleaned_data["parent"])
