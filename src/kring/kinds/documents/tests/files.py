"""Files as people have them, made for tests."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

from kring.core.files import uploads
from kring.core.files.models import File


def loose(person, name="notes.txt", data=b"hello there") -> File:
    """A file that `person` has just sent."""
    return uploads.upload(person, SimpleUploadedFile(name, data)).file


def pdf(*lines: str) -> bytes:
    """A small real PDF, a page for each line."""
    objects, pages = ["<</Type/Catalog/Pages 2 0 R>>", ""], []
    for line in lines:
        text = f"BT /F1 24 Tf 72 700 Td ({line}) Tj ET"
        objects.append(f"<</Length {len(text)}>>stream\n{text}\nendstream")
        pages.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>"
        )
    objects[1] = f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{n} 0 R' for n in pages)}]>>"
    out, places = io.BytesIO(b"%PDF-1.4\n"), []
    out.seek(0, 2)
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj{body}endobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.writelines(f"{place:010} 00000 n \n".encode() for place in places)
    out.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>startxref\n{start}\n%%EOF".encode())
    return out.getvalue()


def word(text: str = "", bomb: int = 0) -> bytes:
    """A Word file; a `bomb` becomes that many bytes."""
    made = io.BytesIO()
    if bomb:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", b" " * bomb)
        return made.getvalue()
    import docx

    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()
