"""What changed between two versions of a text, or of a file in which words can be read."""

from html import escape

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from kring.core.content.differences import of_texts
from kring.core.files.sorts import ending_of
from kring.core.search.extract.outside import text_inside
from kring.core.search.extract.readers import READERS
from kring.core.web.aside import aside

LARGEST = 20 * 1024 * 1024
MOST_LINES = 4000


def is_comparable(version) -> bool:
    return ending_of(version.name) in READERS and version.size <= LARGEST and not version.file.is_held


def compared(old, new) -> dict:
    """`parts` of core.content.differences, or a `reason` why there are none; `layout`: only words were compared."""
    if not is_comparable(old) or not is_comparable(new):
        return {
            "parts": [],
            "reason": _("Only texts, PDF and office files can be compared."),
            "layout": False,
        }
    before, after = _lines(old), _lines(new)
    if before is None or after is None:
        return {"parts": [], "reason": _("In one of these files no text can be read."), "layout": False}
    return {
        "parts": of_texts(_paragraphs(before), _paragraphs(after)),
        "reason": _("They differ so much, or are so long, that only their beginning was compared.")
        if max(len(before), len(after)) > MOST_LINES else "",
        "layout": ending_of(new.name) not in ("txt", "md", "csv", "tsv"),
    }  # fmt: skip


def _lines(version) -> list[str] | None:
    try:
        with aside(), default_storage.open(version.file.path) as source:
            inside = text_inside(source, ending_of(version.name))
    except OSError:
        return None
    return inside.text.split("\n") if inside.text else None


def _paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines[:MOST_LINES] if line.strip())
