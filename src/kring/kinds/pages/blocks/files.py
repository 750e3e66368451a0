from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from kring.core.files.forms import many, numbers
from kring.core.files.uploads import upload
from kring.kinds.pages.blocks.base import Block, BlockForm, Names, known, line, number

MOST = 30


class CarriesBlockFiles:
    """For forms of blocks with files: `<key>-files` are the numbers of those that are there, `<key>-without` of those to take
    out, and `<key>-uploads` brings new ones, where script hasn't sent them already."""

    most = MOST
    accept = ""
    kept: tuple[int, ...] = ()

    @property
    def rows(self):
        """The files that the form shows."""
        if self.is_bound:
            given, without = (
                numbers(many(self.data, self.add_prefix(name))) for name in ("files", "without")
            )
            asked = [*given, *self.kept]
            return self.around.files([one for one in asked if one not in without])[-self.most :]
        return self.around.files(self.initial.get("files") or [])

    def clean(self):
        data, fresh = super().clean(), []
        for source in many(self.files, self.add_prefix("uploads"))[: self.most] if self.files else ():
            fresh.append(upload(self.around.person, source).file.pk)
        self.kept = tuple(fresh)
        rows = self.rows
        self.check_files(rows)
        self.kept = tuple(row.pk for row in rows)
        return data

    def check_files(self, rows) -> None:
        """Raises ValidationError where one of them doesn't fit."""


class FilesForm(CarriesBlockFiles, BlockForm):
    template = "pages/forms/files.html"
    title = forms.CharField(label=_("Heading"), required=False, max_length=120)

    def made(self) -> dict:
        return {**self.cleaned_data, "files": list(self.kept)}


class Files(Block):
    slug = "files"
    label = _("Files")
    icon = "paperclip"
    form = FilesForm

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        given = raw.get("files")
        given = [one for one in given if number(one) is not None][:MOST] if isinstance(given, list) else []
        return {"type": "files", "title": line(raw.get("title"), 120), "files": given} if given else None

    @classmethod
    def html(cls, block: dict, files) -> str:
        rows = [files[one] for one in block["files"] if one in files]
        return "".join(f'<p><a href="{escape(row.url)}">{escape(row.name)}</a></p>' for row in rows)

    @classmethod
    def files(cls, block: dict) -> list[int]:
        return block["files"]

    @classmethod
    def turned(cls, block: dict, names: Names) -> dict:
        given = block.get("files")
        return {**block, "files": known(map(names.file, given)) if isinstance(given, list) else []}
