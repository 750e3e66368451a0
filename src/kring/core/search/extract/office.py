"""Word, Excel and PowerPoint."""

from kring.core.search.extract.limits import Text
from kring.core.search.extract.xml import paragraphs
from kring.core.search.extract.zips import checked

BESIDE_THE_TEXT = ("footnotes", "endnotes", "comments", "header", "footer")


def word(source, text: Text) -> None:
    """The body in reading order (tables and text boxes too), then notes, remarks, headers and footers."""
    import docx

    checked(source)
    package = docx.Document(source).part.package
    parts = {str(part.partname).rpartition("/")[2]: part for part in package.iter_parts()}
    beside = [name for name in sorted(parts) if name.startswith(BESIDE_THE_TEXT) and name.endswith(".xml")]
    for blob in (package.main_document_part.blob, *(parts[name].blob for name in beside)):
        for line in paragraphs(blob, {"p"}, {"t"}, {"tab", "br", "cr"}):
            if not text.add(line):
                return


def excel(source, text: Text) -> None:
    """Row by row, with what formulas last came to."""
    import openpyxl

    checked(source)
    book = openpyxl.load_workbook(source, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        text.add(sheet.title)
        sheet.reset_dimensions()  # a file may claim a million columns
        for row in sheet.iter_rows(values_only=True):
            if not text.add(" ".join(str(value) for value in row if value is not None)):
                return


def powerpoint(source, text: Text) -> None:
    """Slide by slide, each with its notes."""
    import pptx

    checked(source)
    for slide in pptx.Presentation(source).slides:
        parts = [slide.part, *([slide.notes_slide.part] if slide.has_notes_slide else [])]
        parts[1:1] = [
            r.target_part for r in slide.part.rels.values() if "/chart" in r.reltype and not r.is_external
        ]
        for part in parts:
            for line in paragraphs(part.blob, {"p"}, {"t"}, {"br", "tab"}):
                if not text.add(line):
                    return
