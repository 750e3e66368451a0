"""Uploading: what comes in, what it becomes, and what is refused with which sentence."""

import io
import json
import struct
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image, ImageCms

from kring.core.files import pictures, renditions, sizes, uploads
from kring.core.files.models import File
from kring.core.files.tests.keep import keep
from kring.core.files.tests.test_images import HOSTILE, colour, encoded, png, quarters
from tests.cast import SIGNED_IN

ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as archive:
    archive.writestr("word/document.xml", "<w/>")
ZIP = ZIP.getvalue()
SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture
def send(cast):
    """Upload as the member; returns (status, answer)."""

    def send(data: bytes, name="photo.jpg", who="member"):
        answer = cast.client(who).post("/files/", {"file": SimpleUploadedFile(name, data)})
        return answer.status_code, json.loads(answer.content)

    return send


def moving(frames=3, size=(40, 30), format="GIF") -> bytes:
    pictures = [Image.new("RGB", size, c) for c in ("red", "lime", "blue", "white")] * (frames // 4 + 1)
    return encoded(pictures[0], format, save_all=True, append_images=pictures[1:frames], duration=80, loop=0)


def kept(id: int, size: str = "large") -> Image.Image:
    path, _type = renditions.found(File.objects.get(pk=id), size)
    return Image.open(default_storage.open(path))


def test_who_may_upload(cast):
    codes = {}
    for who in (*SIGNED_IN, "nobody"):
        codes[who] = cast.client(who).post("/files/", {"file": SimpleUploadedFile("a.txt", b"a")}).status_code
    assert codes == dict.fromkeys(SIGNED_IN, 201) | {"nobody": 401}
    assert cast.client("member").get("/files/").status_code == 405
    assert cast.client("member").post("/files/").status_code == 400
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.member, "django.contrib.auth.backends.ModelBackend")
    assert strict.post("/files/", {"file": SimpleUploadedFile("a.txt", b"a")}).status_code == 403


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_becomes_webp_in_its_sizes(send, format):
    status, made = send(encoded(quarters(2600, 1950), format), "Trip to Ütrecht.jpg")
    assert status == 201
    assert (made["name"], made["is_image"], made["width"], made["height"]) == (
        "Trip to Ütrecht.webp",
        True,
        2048,
        1536,
    )
    assert made["notice"] == "" and made["url"].startswith(f"/files/{made['id']}/")
    for size, width in sizes.WIDTHS.items():
        picture = kept(made["id"], size)
        assert (picture.format, picture.width) == ("WEBP", width)
        assert [colour(picture, *at) for at in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9))] == [
            "red",
            "green",
            "blue",
        ]


def test_nothing_but_pixels_is_kept(send):
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"
    exif.get_ifd(0x8825)[1] = "N"
    data = encoded(quarters(1200, 900), exif=exif, comment=b"secret") + SCRIPT
    _status, made = send(data)
    assert (made["width"], made["height"]) == (900, 1200)
    assert [colour(kept(made["id"]), *at) for at in ((0.1, 0.1), (0.9, 0.1))] == ["blue", "red"]
    for path in stored_at(made["id"]):
        raw = default_storage.open(path).read()
        assert not any(word in raw for word in (b"taken", b"secret", b"EXIF", b"script", b"ICCP", b"XMP"))


def stored_at(id: int) -> list[str]:
    path = File.objects.get(pk=id).path
    return [
        p for p in (path, *(renditions.place(path, s) for s in sizes.WIDTHS)) if default_storage.exists(p)
    ]


def test_colours_of_a_phone_and_its_posture_survive_together(send):
    """A profile (here: one that swaps nothing, but isn't called sRGB) is applied, and the picture still turned."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes().replace(b"sRGB", b"xRGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    _status, made = send(encoded(quarters(800, 600), exif=exif, icc_profile=profile))
    assert (made["width"], made["height"]) == (600, 800)
    assert colour(kept(made["id"]), 0.1, 0.1) == "blue"
    assert send(encoded(quarters(), icc_profile=b"nonsense" * 40))[0] == 201


@pytest.mark.parametrize("format", ["GIF", "WEBP", "PNG"])
def test_what_moves_goes_on_moving(send, format):
    _status, made = send(moving(format=format), "wave.gif")
    row = File.objects.get(pk=made["id"])
    assert (row.frames, kept(made["id"]).n_frames, kept(made["id"]).format) == (3, 3, "WEBP")
    assert kept(made["id"], "small").n_frames == 1  # what stands in a grid keeps still
    assert made["notice"] == ""


def test_what_moves_too_much_stands_still_and_says_so(send, monkeypatch):
    monkeypatch.setattr(pictures, "MOVING_FRAMES", 2)
    _status, made = send(moving(), "wave.gif")
    assert "only its first picture" in made["notice"] and kept(made["id"]).n_frames == 1
    assert File.objects.get(pk=made["id"]).frames == 1


REFUSED = {
    "empty": (b"", "a.jpg", "empty"),
    "html as png": (b"<html>" + SCRIPT, "a.png", "picture"),
    "svg as png": (HOSTILE["svg"], "a.png", "picture"),
    "truncated": (HOSTILE["truncated"], "a.jpg", "damaged"),
    "painted over": (HOSTILE["painted over"], "a.jpg", "damaged"),
    "noise": (HOSTILE["noise"], "a.jpg", "picture"),
    "bomb": (png(60_000, 60_000), "a.png", "picture"),
    "30,000 × 30,000": (png(30_000, 30_000), "a.png", "megapixels"),
    "bomb without a name": (png(60_000, 60_000), "notes.txt", "picture"),
    "half a picture, called text": (HOSTILE["truncated png"], "notes.txt", "damaged"),
    "large": (png(6000, 6000), "a.png", "megapixels"),
    "program": (b"MZ\x90\0" + b"\0" * 80, "holiday.jpg", "Programs"),
    "program by name": (b"hello", "run.EXE", "Programs"),
    "program behind a turn of the text": (b"hello", "annual\u202egpj.exe", "Programs"),
    "elf": (b"\x7fELF" + b"\0" * 50, "notes", "Programs"),
    "html as pdf": (b"<html>" + SCRIPT, "a.pdf", "PDF"),
    "text as docx": (b"hello", "a.docx", "DOCX"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "IMG_1.HEIC", "JPEG"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_a_sentence(send, what):
    data, name, word = REFUSED[what]
    status, answer = send(data, name)
    assert status == 422 and word in answer["error"] and answer["error"].endswith(".")
    assert not File.objects.filter(name__contains=name[:4]).exists()


def test_too_large(send, settings):
    settings.CONFIG = replace(settings.CONFIG, upload_limit_mb=1)
    status, answer = send(b"x" * (1024 * 1024 + 1), "film.mp4")
    assert (status, answer["error"]) == (422, "This file is too large: at most 1 MB.")


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("report.pdf", b"%PDF-1.7", "application/pdf"), ("minutes.docx", ZIP, None), ("all.zip", ZIP, "application/zip"),
        ("drawing.svg", HOSTILE["svg"], "application/octet-stream"), ("page.html", SCRIPT, "application/octet-stream"),
        ("MZ list.txt", b"MZ is a province", "text/plain"), ("old.doc", b"{\\rtf1", None), ("noname", b"x", "application/octet-stream"),
        ("polyglot.pdf", b"GIF89a" * 0 + b"\n%PDF-1.4" + SCRIPT, "application/pdf"),
    ],
)  # fmt: skip
def test_anything_else_is_a_download(send, cast, name, data, media_type):
    status, made = send(data, name)
    assert (status, made["name"], made["is_image"]) == (201, name, False)
    for query in ("", "?size=small"):
        answer = cast.client("member").get(made["url"] + query)
        assert (
            answer["Content-Disposition"].startswith("attachment")
            and "sandbox" in answer["Content-Security-Policy"]
        )
        assert b"".join(answer.streaming_content) == data
        assert media_type is None or answer["Content-Type"].split(";")[0] == media_type


def test_a_picture_that_is_a_page_too_is_a_picture_only(send, cast):
    """GIF89a/*…*/ that a browser would take for script, a JPEG with HTML in its comment: only pixels come out."""
    gif = encoded(Image.new("P", (10, 10)), "GIF").replace(b"GIF89a", b"GIF89a") + b"/*" + SCRIPT
    for data, name in ((gif, "x.js.gif"), (encoded(quarters(), comment=SCRIPT), "x.html")):
        _status, made = send(data, name)
        answer = cast.client("member").get(made["url"])
        assert answer["Content-Type"] == "image/webp" and answer["X-Content-Type-Options"] == "nosniff"
        assert b"script" not in b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd", "passwd"), ("..\\..\\boot.txt", "boot.txt"), ("a\x00b\r\nX: y.txt", "a b X: y.txt"), ("", "file"),
        ("...", "file"), ("x" * 400 + ".txt", "x" * 251 + ".txt"), ("photo\u202etxt.odt\u200b", "photo txt.odt"), ("💥.txt", "💥.txt"),
    ],
)  # fmt: skip
def test_names_are_only_names(cast, name, kept_as):
    source = ContentFile(ZIP)
    made = uploads.upload(cast.member, source, name.rpartition("/")[2].rpartition("\\")[2] or "file").file
    assert made.name == kept_as and made.path.startswith("attachments/") and ".." not in made.path
    assert cast.client("member").get(made.get_absolute_url()).status_code == 200


def test_nobody_fills_the_disk(send, cast, monkeypatch):
    monkeypatch.setattr(uploads, "LOOSE_FILES", 2)
    assert [send(b"hello", "a.txt")[0] for _ in range(3)] == [201, 201, 422]
    assert send(b"hello", "a.txt", "host")[0] == 201  # each has their own
    File.objects.filter(owner=cast.member).update(content=cast.items["open", "published"])
    monkeypatch.setattr(uploads, "LOOSE_TIMES", 0)
    before = len(list(default_storage.listdir("attachments")[0]))
    assert send(b"hello", "a.txt")[0] == 422
    assert len(list(default_storage.listdir("attachments")[0])) == before


def test_a_loose_file_is_its_owner_s_only(cast, send):
    _status, made = send(encoded(quarters()))
    for query in ("", "?size=small", "?size=large"):
        codes = cast.statuses("get", made["url"] + query)
        assert codes == dict.fromkeys(SIGNED_IN, 404) | {"member": 200, "nobody": 302}


def test_what_an_import_brought_gets_its_sizes_when_asked(cast, monkeypatch):
    file = keep("old.png", encoded(quarters(1500, 1000), "PNG"), content=cast.items["everyone", "published"])
    made = []
    monkeypatch.setattr(pictures, "webp", lambda p, w=pictures.webp, **o: made.append(p.size) or w(p, **o))
    for _twice in range(2):
        answer = cast.client("member").get(f"{file.url}?size=small")
        assert answer["Content-Type"] == "image/webp" and answer["Content-Disposition"].startswith("inline")
        assert Image.open(io.BytesIO(b"".join(answer.streaming_content))).size == (480, 320)
    assert made == [(480, 320)]
    piece = cast.client("member").get(f"{file.url}?size=small", headers={"Range": "bytes=0-3"})
    assert piece.status_code == 206 and b"".join(piece.streaming_content) == b"RIFF"
    assert b"".join(cast.client("member").get(f"{file.url}?size=huge").streaming_content)[1:4] == b"PNG"


def test_two_who_ask_at_once_make_it_once(tmp_path, monkeypatch, settings):
    """Without the database, whose rows other threads can't see in a test."""
    path = default_storage.save("attachments/together", ContentFile(encoded(quarters(2000, 1500), "PNG")))
    file = File(path=path, name="x.png", media_type="image/png", width=2000, height=1500, size=1)
    made = []
    real = pictures.webp
    monkeypatch.setattr(pictures, "webp", lambda p, **o: made.append(p.size) or real(p, **o))
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _n: renditions.found(file, "medium"), range(8)))
    assert set(found) == {(f"{path}-medium.webp", "image/webp")} and made == [(1024, 768)]


def test_a_broken_one_of_an_import_is_sent_as_it_is(cast):
    file = keep("old.png", HOSTILE["truncated png"], "image/png", content=cast.items["everyone", "published"])
    File.objects.filter(pk=file.pk).update(width=4000, height=3000)
    answer = cast.client("member").get(f"{file.url}?size=small")
    assert b"".join(answer.streaming_content) == HOSTILE["truncated png"]


@pytest.mark.django_db(transaction=True)
def test_ten_at_once(make_person):
    person, data = make_person("busy"), encoded(quarters(1600, 1200))

    def one(number: int) -> int:
        try:
            return uploads.upload(person, ContentFile(data), f"{number}.jpg").file.pk
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        made = list(pool.map(one, range(10)))
    assert len(set(made)) == 10
    assert {(f.width, f.height) for f in File.objects.filter(pk__in=made)} == {(1600, 1200)}


@pytest.fixture
def make_person():
    from kring.core.people import verbs

    return lambda handle: verbs.arrive(name=handle.title(), handle=handle, email=f"{handle}@kring.test")


def test_too_many_at_once_are_asked_to_wait(send, monkeypatch):
    from threading import BoundedSemaphore

    monkeypatch.setattr(pictures, "_room", BoundedSemaphore(1))
    pictures._room.acquire()
    status, answer = send(encoded(quarters()))
    assert status == 503 and "Try again" in answer["error"]


def test_frames_without_end_cost_little(send):
    """A GIF of a hundred thousand frames, each some bytes: the budget ends it."""
    import time

    one = moving(2, (1, 1))
    head, frame = one[:13], one[13:-1]
    began = time.monotonic()
    status, made = send(head + frame * 20_000 + b";", "many.gif")
    assert status in (201, 422) and time.monotonic() - began < 10
    assert status == 422 or File.objects.get(pk=made["id"]).frames <= pictures.MOVING_FRAMES


def test_chunks_that_unpack_without_end(send):
    """A PNG whose text chunk unpacks to a gigabyte."""
    packed = zlib.compress(b"\0" * 50_000_000, 9)
    text = b"Comment\0\0" + packed
    chunk = struct.pack(">I", len(text)) + b"zTXt" + text + struct.pack(">I", zlib.crc32(b"zTXt" + text))
    data = encoded(Image.new("RGB", (9, 9)), "PNG")
    status, _answer = send(data[:33] + chunk + data[33:], "a.png")
    assert status in (201, 422)
