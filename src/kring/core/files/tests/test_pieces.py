"""Large files in pieces: lost connections, wrong offsets, other people, and what is cleaned up."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from kring.core.files import pieces, uploads
from kring.core.files.models import File, Pieces

pytestmark = pytest.mark.django_db
MB = 1024 * 1024


def begin(cast, size: int, name="film.mp4", who="member"):
    answer = cast.client(who).post("/uploads/", {"name": name, "size": size})
    return answer.status_code, json.loads(answer.content)


def send(cast, url: str, at, data: bytes, who="member"):
    headers = {} if at is None else {"Upload-Offset": str(at)}
    return cast.client(who).generic(
        "PATCH", url, data, content_type="application/offset+octet-stream", headers=headers
    )


def test_piece_by_piece(cast, settings):
    settings.CONFIG = replace(settings.CONFIG, upload_limit_mb=1, large_upload_mb=3)
    data = bytes(range(256)) * 4096 * 2  # 2 MB: more than comes in one go
    status, made = begin(cast, len(data), "../plan\u202e.bin")
    assert status == 201 and made["piece"] == MB
    for at in range(0, len(data), MB):
        head = cast.client("member").head(made["url"])
        assert (head["Upload-Offset"], head["Upload-Length"]) == (str(at), str(len(data)))
        answer = send(cast, made["url"], at, data[at : at + MB])
    assert answer.status_code == 201
    file = File.objects.get(pk=json.loads(answer.content)["id"])
    assert default_storage.open(file.path).read() == data and file.name == "plan .bin"
    assert not Pieces.objects.exists() and cast.client("member").head(made["url"]).status_code == 404
    assert not default_storage.listdir(".pieces")[1]


class Cut:
    """A connection that is lost after so many bytes."""

    def __init__(self, data: bytes):
        self.data = data

    def read(self, size: int) -> bytes:
        if not self.data:
            raise OSError("gone")
        piece, self.data = self.data[:2], self.data[2:]
        return piece


def test_a_lost_connection_goes_on_where_it_was(cast):
    row = pieces.begin(cast.member, "notes.txt", 10)
    assert pieces.add(row, 0, Cut(b"0123")) == 4
    url = f"/uploads/{row.token}/"
    answer = send(cast, url, 0, b"0123456789")  # as if nothing had come
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "4")
    assert cast.client("member").head(url)["Upload-Offset"] == "4"
    assert send(cast, url, 4, b"456789").status_code == 201
    assert default_storage.open(File.objects.get(name="notes.txt").path).read() == b"0123456789"


def test_only_who_began_it_goes_on(cast):
    _status, made = begin(cast, 10)
    for who in ("manager", "host", "nobody"):
        assert cast.client(who).head(made["url"]).status_code == 404
        assert send(cast, made["url"], 0, b"x" * 10, who).status_code == 404
        assert cast.client(who).delete(made["url"]).status_code == 404
    assert begin(cast, 10, who="nobody")[0] == 401
    assert cast.client("member").delete(made["url"]).status_code == 204
    assert not Pieces.objects.exists()


@pytest.mark.parametrize("size", ["", "0", "-1", "x", "9" * 30, str(501 * MB)])
def test_odd_sizes(cast, size):
    assert begin(cast, size)[0] == 422


@pytest.mark.parametrize("at", [None, "", "-1", "x", "9" * 30])
def test_odd_offsets(cast, at):
    _status, made = begin(cast, 10)
    assert send(cast, made["url"], at, b"x").status_code in (400, 409)


def test_more_than_was_said_and_what_is_refused_at_the_end(cast):
    _status, made = begin(cast, 3)
    assert send(cast, made["url"], 0, b"more than three").status_code in (201, 422)
    assert not File.objects.filter(size__gt=3, name="film.mp4").exists()
    _status, made = begin(cast, 200, "run.exe")
    answer = send(cast, made["url"], 0, b"MZ" + bytes(198))
    assert answer.status_code == 422 and "harm" in json.loads(answer.content)["error"]
    assert not Pieces.objects.filter(name="run.exe").exists()


def test_two_pieces_at_once_come_one_by_one(cast):
    row = pieces.begin(cast.member, "a.bin", 10)
    with pieces._alone(row):
        assert send(cast, f"/uploads/{row.token}/", 0, b"01").status_code == 423


def test_nobody_begins_without_end(cast, settings):
    settings.CONFIG = replace(settings.CONFIG, upload_limit_mb=1, large_upload_mb=3)
    codes = [begin(cast, 3 * MB)[0] for _ in range(4)]
    assert codes == [201, 201, 422, 422]
    Pieces.objects.update(seen_at=timezone.now() - timedelta(days=3))
    assert pieces.forget_pieces() == 2 and begin(cast, 3 * MB)[0] == 201


def test_a_full_platform(cast, settings):
    from django.core.cache import cache

    cache.delete("files:used")
    settings.CONFIG = replace(settings.CONFIG, storage_mb=1)
    status, made = begin(cast, 2 * MB)
    assert status == 422 and "no room left" in made["error"]
    assert uploads.largest() == 500 * MB
