"""What comes in as a photo, and what stays of it."""

import io
import struct
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.files.models import File
from kring.core.files.renditions import found
from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import content, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.kinds.albums import verbs
from kring.kinds.albums.models import photos_of
from kring.kinds.albums.tests.photos import picture

pytestmark = pytest.mark.django_db
ORIENTATION, GPS, CAMERA = 0x0112, 0x8825, 0x0110


def bring(cast, *sources):
    """What a form without script brings, to an album that is there."""
    album = posting.post(cast.member, cast.groups["open"], "album", title="Photos")
    return album, cast.client("member").post(f"/c/{album.pk}/photos/add/", {"uploads": list(sources)})


def huge() -> bytes:
    """The first bytes of a PNG of 30,000 × 30,000."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", len(head))
        + chunk
        + struct.pack(">I", zlib.crc32(chunk))
        + b"\0" * 64
    )


def moving() -> bytes:
    data = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "green", "blue")]
    frames[0].save(data, "GIF", save_all=True, append_images=frames[1:], duration=100)
    return data.getvalue()


def test_the_place_goes_and_the_photo_stands_upright(cast):
    exif = Image.Exif()
    exif[ORIENTATION], exif[CAMERA] = 6, "Secret Phone 12"
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (52.0, 22.0, 33.0)
    album, answer = bring(cast, picture("holiday.jpg", (2600, 1300), exif=exif))
    assert answer.status_code == 302
    photo = photos_of(album).get()
    assert (photo.width, photo.height, photo.media_type) == (
        1024,
        2048,
        "image/webp",
    ) or photo.width < photo.height
    for size in ("", "small", "medium", "large"):
        with default_storage.open(found(photo, size)[0]) as stored:
            kept = Image.open(io.BytesIO(stored.read()))
        assert kept.format == "WEBP" and not dict(kept.getexif())
        assert "exif" not in kept.info and kept.height > kept.width
    with default_storage.open(photo.path) as stored:
        assert b"Secret Phone" not in stored.read()


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("huge.png", huge(), "too large"),
        ("broken.jpg", b"\xff\xd8\xff\xe0 not a picture at all", "read"),
        ("words.jpg", b"only words", "picture"),
        ("list.csv", b"a;b\n1;2", "list.csv"),
        ("phone.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
        ("empty.png", b"", "empty"),
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence(cast, name, data, why):
    album, answer = bring(cast, SimpleUploadedFile(name, data), picture())
    assert answer.status_code == 422
    assert why in answer.text
    assert not photos_of(album).exists()


def test_what_moves_goes_on_moving(cast):
    album, answer = bring(cast, SimpleUploadedFile("dance.gif", moving()))
    assert answer.status_code == 302
    photo = photos_of(album).get()
    assert (photo.frames, photo.media_type) == (3, "image/webp")
    assert "GIF</span>" in cast.client("host").get(f"/c/{album.pk}/").text


def test_many_at_once(cast):
    album, answer = bring(cast, *(picture(f"{n}.png", (4, 4), "PNG") for n in range(55)))
    assert answer.status_code == 302
    assert photos_of(album).count() == 55


def test_out_and_in_again(tmp_path):
    files = {f"{n}.png": picture(size=(20 + n, 20), format="PNG").read() for n in range(3)}
    told = [
        {"path": "2.png", "name": "2.png", "caption": "Two"},
        {"path": "0.png", "name": "0.png"},
        {"path": "1.png", "name": "1.png", "caption": "One"},
    ]
    album = content(
        "c1",
        kind="album",
        title="Bridge",
        files=told,
        data={"cover": 3, "everybody": True, "photos": [{"path": "0.png", "by": "bram"}]},
    )
    path = package(
        tmp_path / "in",
        person(),
        person("bram"),
        album,
        content("c2", kind="album", title="Odd", data={"cover": "x"}),
        files=files,
    )
    first = out_of_an_empty_platform(path, tmp_path / "first")
    told = next(one["data"] for one in first if one.get("title") == "Bridge")
    assert (told["cover"], told["everybody"]) == (3, True)
    assert [one["by"] for one in told["photos"]] == ["bram"] and "0.png" in told["photos"][0]["path"]
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))
    take_in(path)
    item = Content.objects.get(title="Bridge")
    assert [photo.caption for photo in photos_of(item)] == ["Two", "", "One"]
    assert [photo.owner.handle for photo in photos_of(item)] == ["anna", "bram", "anna"]
    assert (item.album.cover.caption, item.album.photo_count) == ("One", 3)
    verbs.remove(item, item.author, [File.objects.get(caption="One")])
    assert Content.objects.get(pk=item.pk).album.cover is None
