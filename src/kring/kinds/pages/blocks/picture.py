from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.kinds.pages.blocks.base import Block, BlockForm, Names, line, number
from kring.kinds.pages.blocks.files import CarriesBlockFiles


class PictureForm(CarriesBlockFiles, BlockForm):
    template = "pages/forms/picture.html"
    most = 1
    accept = "image/*"
    alt = forms.CharField(
        label=gettext_lazy("What is there to see?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For who can't see it."),
    )
    caption = forms.CharField(label=gettext_lazy("Caption"), required=False, max_length=300)

    def begin(self, block: dict) -> None:
        super().begin({**block, "files": [block["file"]]})

    def check_files(self, rows) -> None:
        if any(not row.is_image for row in rows):
            raise forms.ValidationError(_("This is no picture. Choose another file."))

    def made(self) -> dict:
        return {**self.cleaned_data, "file": next(iter(self.kept), None)}


class Picture(Block):
    slug = "picture"
    label = gettext_lazy("Picture")
    icon = "image"
    form = PictureForm

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        file = number(raw.get("file"))
        words = {"alt": line(raw.get("alt"), 300), "caption": line(raw.get("caption"), 300)}
        return {"type": "picture", "file": file, **words} if file is not None else None

    @classmethod
    def words(cls, block: dict) -> str:
        return f"{block['caption']} {block['alt']}".strip()

    @classmethod
    def html(cls, block: dict, files) -> str:
        file = files.get(block["file"])
        shown = f'<p><img src="{escape(file.url)}" alt="{escape(block["alt"])}"></p>' if file else ""
        return shown + (f"<p>{escape(block['caption'])}</p>" if block["caption"] else "")

    @classmethod
    def files(cls, block: dict) -> list[int]:
        return [block["file"]]

    @classmethod
    def turned(cls, block: dict, names: Names) -> dict:
        return {**block, "file": names.file(block.get("file"))}
