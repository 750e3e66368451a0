"""Small real files for the library: what a document of the story says, as PDF, Word, or text."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator

LINES, LINE = 46, 15.5  # on a page, and their distance in points


def all_of(story) -> Iterator[tuple[str, bytes]]:
    """(path in the package, the file) of all versions of all documents."""
    for post in story.posts:
        for number, one in enumerate(post.raw.get("versions", ()), 1):
            yield path_of(post.id, number, one["name"]), made(one["name"], one["text"])


def path_of(id: str, number: int, name: str) -> str:
    return f"{id}-{number}/{name}"


def made(name: str, text: str) -> bytes:
    """The text as the sort of file that its name ends in."""
    lines = text.strip().splitlines()
    ending = name.rpartition(".")[2]
    return MAKERS.get(ending, _plain)(lines)


def _plain(lines: list[str]) -> bytes:
    return "\n".join(lines).encode() + b"\n"


def _word(lines: list[str]) -> bytes:
    import docx

    document, out = docx.Document(), io.BytesIO()
    document.add_heading(lines[0], level=1)
    for line in lines[1:]:
        if line:
            document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def _pdf(lines: list[str]) -> bytes:
    """One page: a title and lines below it."""
    rows = [row for line in lines[1:] for row in (textwrap.wrap(line, 78) or [""])][:LINES]
    shown = [f"BT /B 20 Tf 64 770 Td {_said(lines[0])} Tj ET", "BT /R 11.5 Tf 64 730 Td 0 0 Td"]
    shown += [f"{_said(row)} Tj 0 -{LINE} Td" for row in rows] + ["ET"]
    page = "\n".join(shown).encode("cp1252", "replace")
    fonts = "/Resources<</Font<</B 5 0 R/R 6 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R{fonts}>>".encode(),
        b"<</Length %d>>stream\n%b\nendstream" % (len(page), page),
        *(
            f"<</Type/Font/Subtype/Type1/BaseFont/{font}/Encoding/WinAnsiEncoding>>".encode()
            for font in ("Helvetica-Bold", "Helvetica")
        ),
    ]
    return _file(objects)


def _said(words: str) -> str:
    for sign in "\\()":
        words = words.replace(sign, "\\" + sign)
    return f"({words})"


def _file(objects: list[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%b endobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


MAKERS = {"pdf": _pdf, "docx": _word}
