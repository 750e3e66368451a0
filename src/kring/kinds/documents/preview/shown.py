"""What stands on the page of a document in place of its file: the same for everybody who may see it."""

from dataclasses import dataclass, field

from django.core.files.storage import default_storage
from markupsafe import Markup

from kring.core.content import text
from kring.core.files.sorts import ending_of
from kring.core.search.extract.limits import Unreadable
from kring.core.search.extract.plain import MARKS, decoded
from kring.core.search.file_models import FileText
from kring.core.search.papers import texts_of
from kring.kinds.documents.preview.begin import OFFICE, can_be_drawn
from kring.kinds.documents.preview.tables import rows_of
from kring.kinds.documents.rows import Version

READ = 120_000  # bytes of a text that are shown
WORDS = 1500  # characters of what an office file says, where its pages can't be drawn
SPOKEN = ("audio/", "video/")


@dataclass
class Preview:
    """`how`: picture, audio, video, pages, coming, text, markdown, table, or a reason why there is none."""

    how: str
    html: Markup | str = ""
    rows: list[list[str]] = field(default_factory=list)
    cut: bool = False


def preview(version: Version) -> Preview:
    file, ending = version.file, ending_of(version.name)
    if file.is_held:
        return Preview("unchecked")
    if file.is_image:
        return Preview("picture")
    if file.media_type.startswith(SPOKEN):
        return Preview(file.media_type.partition("/")[0])
    if ending in TEXTS:
        return _text(version, TEXTS[ending])
    if version.look == Version.Look.PAGES:
        return Preview("pages", cut=version.pages > version.drawn)
    if version.look == Version.Look.WAITING and can_be_drawn(version.name):
        return Preview("coming")
    if version.look in (Version.Look.LOCKED, Version.Look.BROKEN, Version.Look.LARGE):
        return Preview(version.look)
    return Preview("office" if ending in OFFICE else "none")


def why_no_words(version: Version) -> str:
    """Why nothing of an office file can be shown, as search found it: “large”, “broken”, “locked”, or ""."""
    told = FileText.objects.filter(pk=version.file_id).values_list("state", flat=True).first() or ""
    return told if told in (Version.Look.LOCKED, Version.Look.BROKEN, Version.Look.LARGE) else ""


def beginning(version: Version) -> str:
    """How the text in a file begins, as search has read it; "" where it hasn't, or there is none."""
    words = texts_of([version.file_id]).get(version.file_id, "")
    return words[:WORDS].rsplit(" ", 1)[0] + "…" if len(words) > WORDS else words


def _text(version: Version, how: str) -> Preview:
    try:
        with default_storage.open(version.file.path) as source:
            start = source.read(READ + 1)
    except OSError:
        return Preview("broken")
    try:
        words = "\n".join(_lines(start[:READ]))
    except Unreadable:
        return Preview("broken")
    cut = len(start) > READ
    if how == "markdown":
        return Preview(how, Markup(text.from_markdown(words)), cut=cut)
    if how == "table":
        rows, more = rows_of(words)
        return Preview(how, rows=rows, cut=cut or more)
    return Preview(how, words, cut=cut)


def _lines(start: bytes) -> list[str]:
    """As search reads texts: whatever letters they are written in."""
    marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), "")
    if not marked and b"\0" in start:
        raise Unreadable("broken")
    return decoded(start, marked).replace("\0", " ").splitlines()


TEXTS = {
    **dict.fromkeys(("txt", "log", "rst", "vtt", "srt"), "text"),
    **dict.fromkeys(("md", "markdown"), "markdown"),
    **dict.fromkeys(("csv", "tsv"), "table"),
}
