"""Who is writing: where a group wants it, said by those who may comment, unless they hide."""

import pytest

from kring.core.features import switches
from kring.core.features.models import GroupSwitch
from kring.core.live.models import LiveMessage


@pytest.fixture
def on(cast):
    for group in cast.groups.values():
        GroupSwitch.objects.create(feature="typing", group=group, state="on")
    switches._board = None
    yield
    switches._board = None


def test_it_is_off_until_a_group_wants_it(cast):
    item = cast.items["open", "published"]
    assert cast.client("member").post(f"/c/{item.pk}/typing/").status_code == 404
    assert b"typing-line" not in cast.client("member").get(item.url).content


def test_who_may_comment_says_it(cast, on, django_capture_on_commit_callbacks):
    item = cast.items["secret", "published"]
    with django_capture_on_commit_callbacks(execute=True):
        said = cast.statuses("post", f"/c/{item.pk}/typing/")
    assert {who for who, status in said.items() if status == 204} == {"host", "member"}
    rows = [row.payload for row in LiveMessage.objects.all() if row.payload["type"] == "typing"]
    assert {row["name"] for row in rows} == {cast.host.name, cast.member.name}
    assert all(row["fleeting"] and row["to"] == "page" for row in rows)
    assert b"typing-line" in cast.client("member").get(item.url).content


def test_who_hides_is_not_shown(cast, on, django_capture_on_commit_callbacks):
    type(cast.member).objects.filter(pk=cast.member.pk).update(shows_presence=False, version=99)
    with django_capture_on_commit_callbacks(execute=True):
        assert (
            cast.client("member").post(f"/c/{cast.items['open', 'published'].pk}/typing/").status_code == 204
        )
    assert not LiveMessage.objects.filter(payload__type="typing")
