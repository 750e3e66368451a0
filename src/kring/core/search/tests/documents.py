"""Small documents of every sort that is read, and some that were made to hurt."""

import io
import zipfile

WORDS = "Vergadering over de fietsenstalling"


def pdf(words: str = WORDS) -> bytes:
    """The smallest PDF with a line of text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%b endobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(out))
    )


def docx(words: str = WORDS) -> bytes:
    import docx as word

    document = word.Document()
    document.add_paragraph(words)
    document.add_table(rows=1, cols=1).cell(0, 0).text = "in a table"
    document.sections[0].header.paragraphs[0].text = "above each page"
    return _saved(document.save)


def xlsx(words: str = WORDS) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append([words, 2026, None, "last"])
    return _saved(book.save)


def pptx(words: str = WORDS) -> bytes:
    import pptx as powerpoint

    slides = powerpoint.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    slide.shapes.title.text = words
    slide.notes_slide.notes_text_frame.text = "said aloud"
    return _saved(slides.save)


ODF = """<?xml version="1.0"?>{}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:h>Title</text:h>
 <text:p>{}<text:tab/>and <text:span>more</text:span></text:p></office:text></office:body></office:document-content>"""


def odt(words: str = WORDS, before: str = "") -> bytes:
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODF.format(before, words)}
    )


def zipped(entries: dict[str, str | bytes], packed: bool = True) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _saved(save) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
SECRETS = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
