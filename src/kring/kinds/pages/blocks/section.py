from django import forms
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from kring.kinds.pages.blocks.base import Block, BlockForm, line

COLUMNS = (1, 2, 3)


class SectionForm(BlockForm):
    title = forms.CharField(label=_("Heading"), required=False, max_length=120)
    columns = forms.TypedChoiceField(
        label=_("Columns"),
        coerce=int,
        initial=2,
        choices=[(1, _("One column")), (2, _("Two columns")), (3, _("Three columns"))],
        help_text=_(
            "The blocks below stand beside each other, up to the next section. On a phone they don't."
        ),
    )


class Section(Block):
    """Where a part of the page begins: a heading, and how many columns the blocks after it stand in."""

    slug = "section"
    label = _("Section")
    icon = "columns-3"
    form = SectionForm

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        columns = raw.get("columns")
        columns = columns if type(columns) is int and columns in COLUMNS else 1
        return {"type": "section", "title": line(raw.get("title"), 120), "columns": columns}

    @classmethod
    def html(cls, block: dict, files) -> str:
        return f"<h2>{escape(block['title'])}</h2>" if block["title"] else ""
