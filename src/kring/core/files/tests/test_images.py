"""Pictures: three clean sizes of whatever is a picture, and a sentence for whatever isn't."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from kring.core.files import images


def file(data: bytes, name="picture.jpg") -> ContentFile:
    return ContentFile(data, name)


def encoded(picture: Image.Image, format="JPEG", **options) -> bytes:
    out = io.BytesIO()
    picture.save(out, format, **options)
    return out.getvalue()


def quarters(width=800, height=600) -> Image.Image:
    """Red, green over blue, white."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("lime", (width // 2, 0, width, height // 2))
    picture.paste("blue", (0, height // 2, width // 2, height))
    picture.paste("white", (width // 2, height // 2, width, height))
    return picture


def stored(name: str, size="", folder="avatars") -> Image.Image:
    return Image.open(default_storage.open(f"{folder}/{images.sized(name, size)}"))


def colour(picture: Image.Image, x: float, y: float) -> str:
    r, g, b = picture.convert("RGB").getpixel((int(picture.width * x), int(picture.height * y)))
    return {(1, 0, 0): "red", (0, 1, 0): "green", (0, 0, 1): "blue", (1, 1, 1): "white"}.get(
        (r // 128, g // 128, b // 128), "?"
    )


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_three_squares(format):
    name = images.store_avatar(file(encoded(quarters(), format)))
    assert [stored(name, size).size for size in ("small", "", "large")] == [(64, 64), (128, 128), (320, 320)]
    assert stored(name).format == "WEBP"
    assert [colour(stored(name), *at) for at in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9))] == [
        "red", "green", "blue", "white"
    ]  # fmt: skip


def test_a_cover_is_wide():
    name = images.store_cover(file(encoded(quarters(2400, 1800))))
    assert [stored(name, size, "covers").size for size in ("small", "", "large")] == [
        (640, 160),
        (1280, 320),
        (1920, 480),
    ]


@pytest.mark.parametrize(
    ("box", "wanted"),
    [((0, 0, 300), "red"), ((500, 0, 300), "green"), ((700, 500, 9000), "?"), ((790, 590, 10), "white")],
)
def test_the_chosen_square(box, wanted):
    picture = stored(images.store_avatar(file(encoded(quarters())), box), "large")
    assert picture.size == (320, 320)
    assert wanted == "?" or {colour(picture, x, y) for x in (0.1, 0.9) for y in (0.1, 0.9)} == {wanted}


@pytest.mark.parametrize("size", [(800, 600), (5000, 4000)])
def test_upright_and_without_what_the_phone_knows(size):
    exif = Image.Exif()
    exif[0x0112] = 6  # lying on its side: to be turned a quarter to the right
    exif[0x010E] = "taken at home"
    data = encoded(quarters(*size), exif=exif, comment=b"secret comment")
    assert b"taken at home" in data
    name = images.store_avatar(file(data))
    assert [colour(stored(name), *at) for at in ((0.1, 0.1), (0.9, 0.1))] == ["blue", "red"]
    for part in ("small", "", "large"):
        raw = default_storage.open(f"avatars/{images.sized(name, part)}").read()
        assert b"taken" not in raw and b"secret" not in raw and b"EXIF" not in raw
    cut = images.store_avatar(file(data), (0, 0, size[1] // 4))  # in the picture as it is seen
    assert {colour(stored(cut), x, y) for x in (0.1, 0.9) for y in (0.1, 0.9)} == {"blue"}


def png(width: int, height: int) -> bytes:
    """A PNG that says it is this large, in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def painted_over(times: int) -> bytes:
    """A JPEG whose last scan, of a few bytes, comes again and again: each time all of it is decoded anew."""
    data = encoded(Image.new("RGB", (3000, 3000), "red"), progressive=True)
    scan = data[data.rindex(b"\xff\xda") : -2]
    return data[:-2] + scan * times + data[-2:]


HOSTILE = {
    "painted over": painted_over(20_000),
    "nothing": b"",
    "text": b"hello",
    "svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "pdf": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj",
    "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n",
    "tiff": encoded(Image.new("RGB", (10, 10)), "TIFF"),
    "bomb": png(60_000, 60_000),
    "big": png(6000, 6000),
    "empty": png(0, 0),
    "broken": png(300, 300),
    "truncated": encoded(quarters())[:2000],
    "head only": encoded(quarters())[:30],
    "truncated png": encoded(quarters(), "PNG")[:300],
    "truncated webp": encoded(quarters(), "WEBP")[:300],
    "truncated avif": encoded(quarters(), "AVIF")[:300],
    "truncated gif": encoded(quarters(), "GIF")[:60],
    "noise": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_or_broken(what):
    with pytest.raises(ValidationError) as refused:
        images.store_avatar(file(HOSTILE[what]))
    assert str(refused.value.messages[0]).endswith(".")


def test_no_decoding_before_the_size_is_known(monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("it was decoded"))
    for what in ("bomb", "big"):
        with pytest.raises(ValidationError):
            images.store_avatar(file(HOSTILE[what]))


def test_too_many_bytes(settings):
    large = file(b"")
    large.size = (settings.CONFIG.upload_limit_mb + 1) * 1024 * 1024
    with pytest.raises(ValidationError, match="too large"):
        images.store_avatar(large)


def test_two_things_in_one_file():
    """A picture that is a web page too comes out as a picture only."""
    script = b"<html><script>alert(1)</script></html>"
    data = encoded(quarters(), comment=script) + script
    name = images.store_avatar(file(data, "page.html"))
    assert name.endswith(".webp")
    for size in ("small", "", "large"):
        assert b"script" not in default_storage.open(f"avatars/{images.sized(name, size)}").read()


def test_transparent_and_odd_modes():
    for picture in (Image.new("RGBA", (50, 50), (0, 0, 0, 0)), Image.new("P", (50, 50)), Image.new("1", (1, 9)),
                    Image.new("LA", (9, 1)), Image.new("I;16", (30, 30))):  # fmt: skip
        images.store_avatar(file(encoded(picture, "PNG")))
    images.store_avatar(file(encoded(Image.new("CMYK", (50, 50)))))


@pytest.mark.parametrize(
    "data", [{}, {"x": "1"}, {"x": "a", "y": "1", "size": "1"}, {"x": "nan", "y": "0", "size": "5"},
             {"x": "-1", "y": "0", "size": "5"}, {"x": "0", "y": "0", "size": "0"}, {"x": "inf", "y": "0", "size": "5"}]
)  # fmt: skip
def test_a_box_that_makes_no_sense(data):
    assert images.crop_box(data) is None
