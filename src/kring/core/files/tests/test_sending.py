"""Handing out files: to whom, and so that nothing in them can run."""

import mimetypes

import pytest
from django.core.files.base import ContentFile

from kring.core.files import housekeeping, images
from kring.core.files.models import File
from kring.core.files.tests.keep import keep
from kring.core.files.tests.test_images import encoded, quarters
from kring.core.people import verbs
from tests.cast import GROUPS, READERS, SIGNED_IN, STATES

DATA = bytes(range(256)) * 8


def test_an_attachment_is_for_who_may_see_what_it_belongs_to(cast):
    for group in GROUPS:
        for state in STATES:
            seen_by = {"draft": {"member"}, "scheduled": {"member"}, "bin": set()}.get(state, READERS[group])
            file = keep(content=cast.items[group, state])
            codes = cast.statuses("get", file.get_absolute_url())
            assert codes.pop("nobody") == 302
            assert codes == {who: 200 if who in seen_by else 404 for who in SIGNED_IN}, (group, state)


def test_so_is_one_of_a_comment(cast):
    said = cast.comments["secret", "published"]
    file = keep(comment=said, content=said.content)
    assert {who for who in SIGNED_IN if cast.client(who).get(file.get_absolute_url()).status_code == 200} == {
        "host",
        "member",
    }
    from kring.interactions.comments import verbs as comments

    comments.delete(said, cast.host)
    assert cast.client("member").get(file.get_absolute_url()).status_code == 404


def test_a_loose_one_is_its_owner_s(cast):
    file = keep(owner=cast.member)
    assert [cast.client(who).get(file.get_absolute_url()).status_code for who in ("member", "host")] == [
        200,
        404,
    ]
    ownerless = keep()
    assert cast.client("member").get(ownerless.get_absolute_url()).status_code == 404
    assert cast.client("member").get("/files/999999/x").status_code == 404


def stored_type(name: str) -> str:
    """What an import makes of a file that is no picture."""
    guessed = mimetypes.guess_type(name)[0] or ""
    return "" if guessed.startswith("image/") else guessed


@pytest.fixture
def get(cast):
    item = cast.items["everyone", "published"]

    def get(name, data=DATA, headers=None):
        return cast.client("member").get(
            keep(name, data, stored_type(name), content=item).get_absolute_url(),
            headers=headers or {},
        )

    return get


@pytest.mark.parametrize(
    ("name", "data", "inline", "media_type"),
    [
        ("face.png", encoded(quarters(), "PNG"), True, "image/png"),
        ("face.html", encoded(quarters(), "JPEG"), True, "image/jpeg"),
        ("page.html", b"<script>alert(1)</script>", False, "application/octet-stream"),
        ("pretends.png", b"<script>alert(1)</script>", False, "application/octet-stream"),
        ("drawing.svg", b"<svg onload='alert(1)'/>", False, "application/octet-stream"),
        ("script.js", b"alert(1)", False, "application/octet-stream"),
        ("report.pdf", b"%PDF-1.7", False, "application/pdf"),
        ("notes.txt", b"hello", False, "text/plain"),
        ("talk.mp4", b"....", False, "video/mp4"),
        ("naïve «name»\n.x", b"", False, "application/octet-stream"),
    ],
)
def test_only_pictures_are_shown_and_nothing_runs(get, name, data, inline, media_type):
    answer = get(name, data)
    assert answer["Content-Disposition"].startswith("inline" if inline else "attachment")
    assert answer["Content-Type"].split(";")[0] == media_type
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "private" in answer["Cache-Control"] and "Cookie" in answer["Vary"]
    assert b"".join(answer.streaming_content) == data and int(answer["Content-Length"]) == len(data)


@pytest.mark.parametrize(
    ("asked", "status", "got"),
    [
        ("bytes=0-9", 206, DATA[:10]), ("bytes=100-", 206, DATA[100:]), ("bytes=-5", 206, DATA[-5:]),
        ("bytes=0-999999", 206, DATA), ("bytes=-999999", 206, DATA), ("bytes=99999-", 416, b""),
        ("bytes=5-2", 200, DATA), ("bytes=0-1,4-5", 200, DATA), ("bytes=-", 200, DATA), ("lines=1-2", 200, DATA),
        ("bytes=" + "9" * 5000 + "-", 200, DATA),
    ],
)  # fmt: skip
def test_pieces(get, asked, status, got):
    answer = get("film.mp4", headers={"Range": asked})
    assert answer.status_code == status
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert body == got
    if status == 206:
        first = DATA.rindex(got) if asked.startswith("bytes=-") else int(asked[6:].split("-")[0])
        assert answer["Content-Range"] == f"bytes {first}-{first + len(got) - 1}/{len(DATA)}"


def test_not_sent_again_when_it_hasn_t_changed(cast):
    address = keep(content=cast.items["everyone", "published"]).get_absolute_url()
    client = cast.client("member")
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(address, headers={"Range": "bytes=0-1", "If-Range": '"other"'}).status_code == 200
    assert cast.client("nobody").get(address, headers={"If-None-Match": etag}).status_code == 302


def test_a_file_that_is_gone_from_the_disk(cast):
    file = keep(content=cast.items["everyone", "published"])
    File.objects.filter(pk=file.pk).update(path="attachments/gone")
    assert cast.client("member").get(file.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("folder", ["avatars", "covers"])
def test_faces_and_covers_are_for_who_is_signed_in(cast, folder):
    store = {"avatars": images.store_avatar, "covers": images.store_cover}[folder]
    name = store(ContentFile(encoded(quarters())))
    codes = cast.statuses("get", f"/{folder}/{name}")
    assert codes == dict.fromkeys(SIGNED_IN, 200) | {"nobody": 404}
    answer = cast.client("guest").get(f"/{folder}/{images.sized(name, 'large')}")
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"
    for other in ("../kring.sqlite3", "..%2Fkring.sqlite3", "x.webp", "missing_missing.webp", name + ".txt"):
        assert cast.client("member").get(f"/{folder}/{other}").status_code == 404


def test_replaced_pictures_are_cleared_away(cast, monkeypatch):
    old, new = (images.store_avatar(ContentFile(encoded(quarters()))) for _ in range(2))
    verbs.edit(cast.member, avatar=new)
    assert housekeeping.forget_unused_pictures() == 0  # it may still be shown somewhere
    monkeypatch.setattr(housekeeping, "KEPT", -housekeeping.KEPT)
    assert housekeeping.forget_unused_pictures() >= 3
    codes = [cast.client("member").get(f"/avatars/{name}").status_code for name in (old, new)]
    assert codes == [404, 200]
