"""What is shown of a file: pages, texts, tables; and what isn't, with a sentence."""

import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kring.core.content.models import Content
from kring.core.search.extract.tasks import read
from kring.kinds.documents.models import Version
from kring.kinds.documents.preview import begin as beginning
from kring.kinds.documents.preview.tables import rows_of
from kring.kinds.documents.preview.tasks import draw
from kring.kinds.documents.tests.files import pdf, word
from kring.kinds.documents.tests.test_documents import brought

pytestmark = pytest.mark.django_db


def shown(cast, document, who="outsider") -> str:
    return cast.client(who).get(f"/c/{document.pk}/").content.decode()


def drawn(content) -> Version:
    draw.func(content.current.pk)
    return Version.objects.get(pk=content.current.pk)


def test_pages_of_a_pdf_are_pictures(cast):
    document = brought(cast, "plan.pdf", pdf("One", "Two"), group="closed")
    assert "are being drawn" in shown(cast, document, "host")
    assert cast.client("host").get(f"/c/{document.pk}/preview/").status_code == 204
    version = drawn(document)
    assert (version.look, version.pages, version.drawn) == ("pages", 2, 2)
    assert cast.client("host").get(f"/c/{document.pk}/preview/")["HX-Refresh"] == "true"
    text = shown(cast, document, "host")
    assert f"/c/{document.pk}/versions/{version.pk}/picture/?page=2" in text
    url = f"/c/{document.pk}/versions/{version.pk}/picture/?page="
    codes = {who: answer.status_code for who, answer in cast.as_each("get", f"{url}1").items()}
    assert codes == {"manager": 404, "host": 200, "member": 200, "outsider": 404, "guest": 404, "nobody": 302}
    assert cast.client("host").get(f"{url}1")["Content-Type"] == "image/webp"
    assert {
        cast.client("host").get(url + odd).status_code
        for odd in ("0", "3", "x", "-1", "99999999999999999999")
    } == {404}


@pytest.mark.parametrize(
    ("data", "look"), [(b"%PDF-1.4\nnothing at all", "broken"), (b"%PDF-" + bytes(2000), "broken")]
)
def test_a_pdf_that_is_none(cast, data, look):
    document = brought(cast, "plan.pdf", data)
    assert drawn(document).look == look
    assert "seems to be damaged" in shown(cast, document)


def test_a_word_file_without_an_office_says_its_words(cast, monkeypatch):
    monkeypatch.setattr(beginning.shutil, "which", lambda name: None)
    document = brought(cast, "brief.docx", word("Geachte heer Zonnebloem"))
    assert "There is no preview" in shown(cast, document)
    read(document.current.file)
    assert "Geachte heer Zonnebloem" in shown(cast, document)


@pytest.mark.parametrize(
    ("script", "look"),
    [('cp "$(dirname "$0")/made.pdf" "$8/file.pdf"', "pages"), ("exit 1", "none"), ("sleep 30", "none")],
)
def test_an_office_file_is_made_a_pdf_of(cast, monkeypatch, tmp_path, script, look):
    office = tmp_path / "soffice"
    office.write_text(f"#!/bin/sh\n{script}\n")
    office.chmod(0o755)
    (tmp_path / "made.pdf").write_bytes(pdf("Made of Word"))
    monkeypatch.setattr(beginning.shutil, "which", lambda name: str(office))
    monkeypatch.setattr("kring.kinds.documents.preview.office.MOST_TIME", 0.5)
    assert drawn(brought(cast, "brief.docx", word("x"))).look == look


def test_a_zip_bomb_is_opened_by_nobody(cast, monkeypatch, tmp_path):
    office = tmp_path / "soffice"
    office.write_text('#!/bin/sh\ntouch "$(dirname "$0")/opened"\n')
    office.chmod(0o755)
    monkeypatch.setattr(beginning.shutil, "which", lambda name: str(office))
    document = brought(cast, "bomb.docx", word(bomb=300_000_000))
    assert drawn(document).look == "large" and not (tmp_path / "opened").exists()
    assert "becomes that when it is unpacked" in shown(cast, document)


def test_a_zip_bomb_without_an_office(cast, monkeypatch):
    monkeypatch.setattr(beginning.shutil, "which", lambda name: None)
    document = brought(cast, "bomb.docx", word(bomb=300_000_000))
    assert read(document.current.file).state == "large"
    assert "becomes that when it is unpacked" in shown(cast, document)


def test_a_picture_that_would_fill_the_memory(cast):
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">II", 30_000, 30_000) + bytes([8, 2, 0, 0, 0])
    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(100)))
        + chunk(b"IEND", b"")
    )
    sent = {"folder": "", "uploads": SimpleUploadedFile("huge.png", bomb)}
    answer = cast.client("member").post("/g/open/documents/add/", sent)
    assert answer.status_code == 422 and "megapixels" in answer.content.decode()


def test_texts_and_tables(cast):
    text = shown(cast, brought(cast, "read me.md", b"# Plan\n\n**Bold** <script>alert(1)</script>"))
    assert "<strong>Bold</strong>" in text and "<script>alert" not in text
    assert "caf\u00e9 &lt;b&gt;" in shown(cast, brought(cast, "note.txt", "café <b>".encode("cp1252")))
    text = shown(cast, brought(cast, "costs.csv", "wat;hoeveel\ndak;€ 1.200\n".encode()))
    assert '<th scope="col">hoeveel</th>' in text and "<td>€ 1.200</td>" in text
    assert "seems to be damaged" in shown(cast, brought(cast, "odd.txt", b"\0\1\2"))


def test_a_long_table_is_cut():
    rows, more = rows_of("\n".join(f"{n},x" for n in range(500)))
    assert (len(rows), more) == (200, True)
    assert rows_of("") == ([], False)
    assert rows_of('a,"b\nc')[0]


def test_film_and_sound_are_played_in_pieces(cast):
    film = brought(cast, "film.mp4", b"\0\0\0\x18ftypmp42" + bytes(100))
    assert "<video controls" in shown(cast, film)
    answer = cast.client("outsider").get(film.current.file.url, headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer["Content-Type"]) == (206, "video/mp4")
    assert "<audio controls" in shown(cast, brought(cast, "interview.mp3", b"ID3" + bytes(100)))


def test_what_was_made_of_a_file_goes_with_it(cast):
    from django.core.files.storage import default_storage

    from kring.core.files.housekeeping import forget
    from kring.core.files.models import File
    from kring.kinds.documents.preview.tasks import page_of

    document = brought(cast, "plan.pdf", pdf("One"))
    drawn(document)
    place = page_of(document.current.file.path, 1)
    assert default_storage.exists(place)
    from kring.core.files.uploads import forget_stored

    forget(File.objects.filter(content=document))
    forget_stored(document.current.file.path)  # after commit, which no test sees
    assert not default_storage.exists(place)
    assert Content.objects.get(pk=document.pk).current is None
    assert "There is no file here yet" in shown(cast, document)
