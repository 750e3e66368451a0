"""The types of blocks, in the order in which the editor offers them; a file each."""

from kring.kinds.pages.blocks.base import Block, BlockForm
from kring.kinds.pages.blocks.buttons import Buttons
from kring.kinds.pages.blocks.files import Files
from kring.kinds.pages.blocks.latest import Latest
from kring.kinds.pages.blocks.people import People
from kring.kinds.pages.blocks.picture import Picture
from kring.kinds.pages.blocks.section import Section
from kring.kinds.pages.blocks.text import Text

__all__ = ["BLOCKS", "Block", "BlockForm", "block_of"]

BLOCKS: dict[str, type[Block]] = {
    one.slug: one for one in (Text, Picture, People, Files, Latest, Buttons, Section)
}


def block_of(block: dict) -> type[Block] | None:
    """The type of a stored block; None for one of which nobody knows the type any more."""
    name = block.get("type")
    return BLOCKS.get(name) if isinstance(name, str) else None
