"""The field of a form that holds the blocks of a page: each with its own fields, and buttons to arrange them."""

import json
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from kring.core.features import slots
from kring.core.files.forms import many
from kring.kinds.pages.arranging import MOST, keys
from kring.kinds.pages.blocks import BLOCKS, BlockForm, block_of
from kring.kinds.pages.blocks.base import Around

MOST_LETTERS = 300_000


@dataclass
class Typed:
    """A block as a form sent it: its fields have names that begin with `key`."""

    key: str
    type: str
    data: object
    files: object


class BlocksInput(forms.Widget):
    """Draws the editor; `field` is the form's own BlocksField."""

    needs_multipart_form = True
    template = "pages/editor.html"
    field = None

    def value_from_datadict(self, data, files, name) -> list[Typed] | None:
        """None where the form says nothing about blocks."""
        if name not in data:
            return None
        found = ((key, data.get(f"{key}-type", "")) for key in keys({"blocks": many(data, name)}))
        return [Typed(key, type, data, files) for key, type in found if type in BLOCKS]

    def value_omitted_from_data(self, data, files, name) -> bool:
        return name not in data

    def id_for_label(self, id_):
        return ""

    def render(self, name, value, attrs=None, renderer=None):
        around = self.field.around
        fresh = {slug: kind.form(around, prefix="__key__") for slug, kind in BLOCKS.items()}
        return slots.template(self.template).render(
            forms=self.field.shown(value), fresh=fresh, types=BLOCKS, content=around.content, most=MOST
        )


class BlocksField(forms.Field):
    """Cleans to a list of stored blocks."""

    widget = BlocksInput
    around = Around(None)
    bound: list[BlockForm] | None = None

    def begin(self, around: Around) -> None:
        self.around, self.widget.field = around, self

    def clean(self, value) -> list[dict]:
        if value is None:
            return self.around.there
        self.bound, found = [self._form(typed) for typed in value], []
        for form in self.bound:
            if form.is_valid() and (block := form.block.read(form.made())):
                found.append(block)
        if any(form.errors for form in self.bound):
            raise forms.ValidationError(_("Something isn't right yet in one of the blocks: it says what."))
        if len(json.dumps(found)) > MOST_LETTERS:
            raise forms.ValidationError(_("This is too much for one page. Make two of it."))
        return found

    def shown(self, value) -> list[BlockForm]:
        """The forms to draw: as they came back, as they were typed before, or of what is stored."""
        if self.bound is not None:
            return self.bound
        made = []
        for number, one in enumerate(value if value is not None else self.around.there, 1):
            if isinstance(one, Typed):
                made.append(self._form(one, quiet=True))
            elif kind := block_of(one):
                form = kind.form(self.around, prefix=f"b{number}")
                form.begin(one)
                made.append(form)
        return made

    def _form(self, typed: Typed, quiet: bool = False) -> BlockForm:
        form = BLOCKS[typed.type].form(self.around, typed.data, typed.files, prefix=typed.key)
        if quiet:
            form._errors = forms.utils.ErrorDict()
            form.cleaned_data = {}
        return form
