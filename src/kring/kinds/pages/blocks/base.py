"""What every type of block has: how it is read, what words it holds, and the fields that it is edited with."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.db.models import Q

from kring.core.content.models import Content
from kring.core.files.models import LOOSE, File


@dataclass
class Around:
    """Who edits, and which page (None: a new one)."""

    person: object
    content: Content | None = None

    @property
    def there(self) -> list[dict]:
        return self.content.blocks if self.content else []

    def files(self, numbers) -> list[File]:
        """Those of these files that may stand on the page: its own, and what the person has just uploaded."""
        mine = LOOSE & Q(owner=self.person)
        if self.content:
            mine |= Q(content=self.content, comment=None)
        rows = File.objects.filter(mine, pk__in=list(numbers)[:100]).in_bulk()
        return [rows[number] for number in dict.fromkeys(numbers) if number in rows]


@dataclass
class Names:
    """What people, files and items that a block names are to be called: each a function that gives None for what has no name."""

    person: Callable
    file: Callable
    url: Callable


class BlockForm(forms.Form):
    """The fields of one block in the editor; their names begin with the block's key. `template` draws them."""

    use_required_attribute = False
    template = "pages/forms/plain.html"
    block: type["Block"]

    def __init__(self, around: Around, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.around = around

    def begin(self, block: dict) -> None:
        """Show what a stored block holds."""
        self.initial.update(block)

    def made(self) -> dict:
        """What was filled in, for `Block.read`."""
        return dict(self.cleaned_data)


class Block:
    """A type of block. Stored blocks are dictionaries with their `type`; see README.md.

    With `personal`, what it shows depends on who looks: its template leaves a mark, and `prepare` fills it.
    """

    slug = ""
    label: object = ""
    icon = "square"
    form: type[BlockForm]
    personal = False

    def __init_subclass__(cls) -> None:
        cls.form.block = cls

    @classmethod
    def read(cls, raw: dict) -> dict | None:
        """What of `raw` (from a form, or a package) can be kept; None where nothing is left of it."""
        raise NotImplementedError

    @classmethod
    def words(cls, block: dict) -> str:
        """What it is found by."""
        return block.get("title", "")

    @classmethod
    def html(cls, block: dict, files: dict[int, File]) -> str:
        """It as plain text with links, for versions; clean."""
        return ""

    @classmethod
    def files(cls, block: dict) -> list[int]:
        return []

    @classmethod
    def turned(cls, block: dict, names: Names) -> dict:
        """It with other names for the people, files and items in it; those without one are left out."""
        return block


def line(value, most: int = 200) -> str:
    """One line of words."""
    return " ".join(value.split())[:most] if isinstance(value, str) else ""


def known(names) -> list:
    return [name for name in names if name is not None]


def number(value) -> int | None:
    return value if type(value) is int and 0 <= value < 2**63 else None
