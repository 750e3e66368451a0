from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.forms import PostForm
from kring.core.files.attach import attach, named
from kring.core.files.forms import Carried, FilesField
from kring.core.files.models import PICTURES, File
from kring.kinds.albums import verbs
from kring.kinds.albums.models import AlbumDetails

AT_ONCE = 100


class PhotosField(FilesField):
    """Only pictures; more at once than a message carries."""

    most = AT_ONCE

    def clean(self, value: Carried) -> Carried:
        value = super().clean(value)
        other = (
            File.objects.loose_of(self.person).filter(pk__in=value.ids or ()).exclude(media_type__in=PICTURES)
        )
        if names := list(other.values_list("name", flat=True)[:3]):
            raise ValidationError(
                _("Only pictures belong in an album. Take out: %(names)s") % {"names": ", ".join(names)}
            )
        return value


class AlbumForm(PostForm):
    """What the photos are of; and, when it is made, the first of them. Later ones have a page of their own."""

    title_required = True
    for_everybody = forms.BooleanField(label=_("Everybody in the group may add photos"), required=False)
    field_order = ["title", "body", "for_everybody"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.fields["title"].label = _("What is it called?")
        self.fields["body"].label = _("What is good to know")
        self.fields["body"].required = False
        self.person = person
        if details := AlbumDetails.objects.filter(content_id=self.instance.pk).first():
            self.initial.setdefault("for_everybody", details.for_everybody)
        if self.instance.pk:
            del self.fields["files"]
        else:
            self._carry_photos()

    def _carry_photos(self) -> None:
        was = self.fields["files"]
        self.fields["files"] = photos = PhotosField(self.person)
        photos.initial, photos.value = was.initial, was.value

    def clean_body(self) -> str:
        return super().clean_body() if self.cleaned_data["body"] else ""

    def attach_files(self, content, body: str, comment=None) -> bool:
        """What stands in the text stays the text's, and isn't a photo once it is taken out of it; the photos go behind those
        that are there."""
        changed = attach(content, self.person, body)
        if out := set(named(self.was)) - set(named(body)):
            File.objects.filter(content=content, pk__in=out).update(removed_at=timezone.now())
        said = self.cleaned_data.get("files") or Carried()
        return bool(verbs.add(content, self.person, said.ids or (), said.captions, tell=False)) or changed

    def save_details(self, content) -> None:
        verbs.open_to(content, self.cleaned_data["for_everybody"])


class AddForm(forms.Form):
    """More photos for an album that is there."""

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"] = PhotosField(person)
        self.fields["files"].label = _("Photos")
