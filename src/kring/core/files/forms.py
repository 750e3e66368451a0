"""What a form needs whose text can carry pictures and files.

    class PostForm(Written, CarriesFiles, forms.ModelForm):
        def __init__(self, *args, person, **kwargs):
            super().__init__(*args, **kwargs)
            self.carry_files(person, self.instance if self.instance.pk else None)

    with transaction.atomic():  # the view, when what it belongs to has been written
        form.attach_files(content, body=form.html)

The template prints the field as any other (`field(form["files"])`), in a form that is sent as multipart. With script, files
arrive one by one at `/files/` and the form sends their numbers; without it the form brings the files themselves.
"""

from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.features import slots
from kring.core.files.attach import MOST, attach
from kring.core.files.models import LOOSE, File
from kring.core.files.shown import shown
from kring.core.files.uploads import upload


@dataclass
class Carried:
    """What a form says about files; `ids` None where it says nothing."""

    ids: list[int] | None = None
    captions: dict[int, str] = field(default_factory=dict)
    uploads: list = field(default_factory=list)


def many(data, name: str) -> list:
    """All values of a field, also where `data` is a plain dictionary."""
    if hasattr(data, "getlist"):
        return data.getlist(name)
    value = data.get(name) or []
    return list(value) if isinstance(value, list | tuple) else [value]


def numbers(values) -> list[int]:
    texts = (str(value) for value in values)
    return [int(text) for text in texts if text.isdecimal() and len(text) < 19]


class FilesInput(forms.Widget):
    """Reads `files` (numbers), `caption-<number>`, `without` (numbers to take out) and `uploads` (the files themselves)."""

    needs_multipart_form = True
    template = "components/attachments_field.html"

    def value_from_datadict(self, data, files, name) -> Carried:
        uploads = [one for one in many(files, "uploads") if one]
        if name not in data and not uploads:
            return Carried()
        without = {*numbers(many(data, "without"))}
        ids = [n for n in numbers(many(data, name)) if n not in without]
        captions = {n: str(data[f"caption-{n}"]) for n in ids if f"caption-{n}" in data}
        return Carried(ids, captions, uploads)

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data and "uploads" not in files

    def render(self, name, value, attrs=None, renderer=None):
        return slots.template(self.template).render(files=self.carried(), id=(attrs or {}).get("id") or name)


class FilesField(forms.Field):
    """Cleans to `Carried`. What came without script is kept at once, so that it isn't lost when the form comes back."""

    widget = FilesInput
    most = MOST

    def __init__(self, person, of=None, comment=None):
        super().__init__(required=False, label=gettext_lazy("Pictures and files"))
        self.person, self.of, self.comment = person, of, comment
        self.value: Carried | None = None
        self.widget.carried = self.carried

    def clean(self, value: Carried) -> Carried:
        self.value, wrong = value, []
        for source in value.uploads:
            try:
                if len(value.ids or ()) >= self.most:
                    raise ValidationError(_("At most %(number)s files at once.") % {"number": self.most})
                value.ids = [*(value.ids or ()), upload(self.person, source).file.pk]
            except ValidationError as error:
                wrong.append(f"{source.name[:80]}: {' '.join(error.messages)}")
        value.uploads = []
        if len(value.ids or ()) > self.most:
            wrong.append(_("At most %(number)s files at once.") % {"number": self.most})
        if wrong:
            raise ValidationError(wrong)
        return value

    def carried(self) -> list[File]:
        """What the form shows: those that it came back with, else those that are there."""
        value = self.value or (Carried(numbers(self.initial)) if self.initial else None)
        if value is None or value.ids is None:
            there = self.comment or self.of
            return shown(there).all if there else []
        mine = LOOSE & Q(owner=self.person)
        if self.comment:
            mine |= Q(comment=self.comment)
        elif self.of:
            mine |= Q(content=self.of, comment=None)
        rows = File.objects.filter(mine, pk__in=value.ids[: 2 * self.most]).in_bulk()
        for pk, row in rows.items():
            row.caption = value.captions.get(pk, row.caption)[:500]
        return [rows[pk] for pk in dict.fromkeys(value.ids) if pk in rows]


class CarriesFiles:
    """A mixin for forms; see the head of this file."""

    def carry_files(self, person, of=None, comment=None) -> None:
        """`of` is the content, or `comment` the comment, whose files the form begins with."""
        self.fields["files"] = FilesField(person, of, comment)
        self.fields["files"].initial = self.initial.get("files")

    def attach_files(self, content, body: str, comment=None) -> bool:
        """Tie what the form carries to what was written, in the transaction that wrote it."""
        said = self.cleaned_data.get("files") or Carried()
        return attach(content, self.fields["files"].person, body, said.ids, comment, said.captions)
