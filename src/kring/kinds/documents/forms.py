"""The forms of documents: one by the composer, many at once in a folder, and a newer version."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.content.forms import PostForm
from kring.core.files.attach import attach
from kring.core.files.forms import Carried, CarriesFiles, FilesField
from kring.core.refused import Refused
from kring.kinds.documents import naming, room, verbs
from kring.kinds.documents.folders import Folder, top_of


class DocumentForm(PostForm):
    """One document: its file, what it is called and what it is for. A file that is there already is replaced by a newer version,
    not here."""

    asks_first = True
    folder = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.person = person
        self.fields["title"].help_text = (
            "" if self.instance.pk else gettext_lazy("Without a title it is called as the file.")
        )
        self.fields["title"].required = bool(self.instance.pk)
        self.fields["body"].label = gettext_lazy("What is it for?")
        self.fields["body"].required = False
        if self._has_file:
            self.fields["files"] = FilesField(person)
        if self.instance.pk:
            del self.fields["folder"]
        elif folder := self._folder((self.data if self.is_bound else self.initial).get("folder")):
            self.initial["group"] = folder.group_id

    @property
    def _has_file(self) -> bool:
        return bool(self.instance.pk and self.instance.versions.exists())

    def _folder(self, id) -> Folder | None:
        if not str(id or "").isdecimal() or len(str(id)) > 18:
            return None
        return (
            Folder.objects.filter(pk=int(id), group_id__in=self.person.roles).select_related("group").first()
        )

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""

    def clean_files(self) -> Carried:
        said = self.cleaned_data["files"] or Carried()
        self.new = verbs.own(self.person, said.ids)
        if self._has_file:
            if self.new:
                raise ValidationError(
                    _("To put another file in its place, choose “New version” on the document’s page.")
                )
        elif len(self.new) != 1:
            raise ValidationError(
                _("Choose the file first: one. To add many at once, go to the documents of a group.")
            )
        return said

    def clean(self):
        data = super().clean()
        new = getattr(self, "new", None)
        if new and not self._has_file:
            if not data.get("title"):
                self.cleaned_data["title"] = naming.title_of(new[0].name)
            if group := data.get("group") or (self.instance.pk and self.instance.group):
                try:
                    room.check(group, new[0].size)
                except Refused as error:
                    self.add_error("files", error.message)
        return data

    def save_details(self, content) -> None:
        if not content.versions.exists() and self.new:
            asked = self._folder(self.cleaned_data.get("folder"))
            here = asked and asked.group_id == content.group_id
            verbs.begin(content, self.person, self.new[0], asked if here else top_of(content.group))

    def attach_files(self, content, body: str, comment=None) -> bool:
        """Pictures in the description; the files of versions stay whatever the form says."""
        return attach(content, self.person, body)


class AddForm(CarriesFiles, forms.Form):
    """Many at once, into a folder."""

    newer = forms.BooleanField(
        label=gettext_lazy("A file of the same name is a newer version of the document that is there"),
        required=False,
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.carry_files(person)

    def clean_files(self) -> list:
        self.new = verbs.own(self.person, (self.cleaned_data["files"] or Carried()).ids)
        if not self.new:
            raise ValidationError(_("Choose one or more files first."))
        return self.new


class VersionForm(AddForm):
    """One file, and what is new about it."""

    newer = None
    note = forms.CharField(label=gettext_lazy("What is new about it?"), required=False, max_length=300)

    def clean_files(self) -> list:
        found = super().clean_files()
        if len(found) > 1:
            raise ValidationError(_("Choose one file: a version is one file."))
        return found


class CheckOutForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What are you doing?"), required=False, max_length=200,
        help_text=gettext_lazy("Others see it, and when they can expect you to be done."),
    )  # fmt: skip


class FolderForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=500)
