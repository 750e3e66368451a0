"""From the blocks of a page to what stands on it."""

from dataclasses import dataclass, field

from kring.core.content import text
from kring.core.files.shown import Shown, shown
from kring.kinds.pages.blocks import block_of


def clean(blocks) -> list[dict]:
    """Blocks from a package, or from anywhere: what can't be kept of them is left out."""
    found = []
    for raw in blocks[:60] if isinstance(blocks, list) else ():
        kind = block_of(raw) if isinstance(raw, dict) else None
        if kind and (block := kind.read(raw)):
            found.append(block)
    return found


@dataclass
class Part:
    """A section of a page: `blocks` with the number of each, from 0."""

    title: str = ""
    columns: int = 1
    anchor: str = ""
    blocks: list[tuple[int, dict]] = field(default_factory=list)


def parts(blocks: list[dict]) -> list[Part]:
    found = [Part()]
    for number, block in enumerate(blocks):
        if block["type"] == "section":
            found.append(Part(block["title"], block["columns"], f"part-{number}"))
        elif block_of(block):
            found[-1].blocks.append((number, block))
    return [part for part in found if part.blocks or part.title]


def files_in(blocks: list[dict]) -> list[int]:
    found = (number for block in blocks if (kind := block_of(block)) for number in kind.files(block))
    return list(dict.fromkeys(found))


def beside(page) -> Shown:
    """The files that stand in no block."""
    found, used = shown(page), set(files_in(page.blocks))
    photos = [photo for photo in found.photos if photo.file.pk not in used]
    return Shown(photos, [file for file in found.others if file.pk not in used])


def words_of(block: dict) -> str:
    kind = block_of(block)
    return kind.words(block) if kind else ""


def as_html(page) -> str:
    """The blocks as one plain text, for versions."""
    files = page.shown_files
    return text.clean("".join(kind.html(block, files) for block in page.blocks if (kind := block_of(block))))
