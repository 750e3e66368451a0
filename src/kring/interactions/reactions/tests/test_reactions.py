"""Reacting: the wanted state is sent, so nothing adds up twice."""

import pytest

from kring.core.content.models import Comment, Content
from kring.core.features import verbs as switch_verbs
from kring.interactions.reactions.models import Reaction
from kring.interactions.reactions.summary import sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    content = cast.items["open", "published"]
    Reaction.objects.filter(content=content).delete()
    Content.objects.filter(pk=content.pk).update(reaction_count=0)
    Comment.objects.filter(content=content).update(reaction_count=0)
    return content


def count(item) -> int:
    return Content.objects.get(pk=item.pk).reaction_count


def test_a_second_click_changes_nothing(cast, item):
    for _ in range(2):
        assert cast.client("outsider").post(f"/c/{item.pk}/react/", {"reaction": "like"}).status_code == 302
    assert count(item) == 1
    for _ in range(2):
        cast.client("outsider").post(f"/c/{item.pk}/react/", {"reaction": ""})
    assert count(item) == 0


def test_another_reaction_takes_the_place_of_the_first(cast, item):
    for emoji in ("like", "love"):
        cast.client("member").post(f"/c/{item.pk}/react/", {"reaction": emoji})
    assert count(item) == 1
    assert Reaction.objects.get(content=item).emoji == "love"


def test_with_script_there_is_nothing_to_show(cast, item):
    answer = cast.client("member").post(
        f"/c/{item.pk}/react/", {"reaction": "like"}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer.content) == (204, b"")


def test_who_reads_may_react(cast, item):
    assert cast.statuses("post", f"/c/{item.pk}/react/", {"reaction": "like"}) == {
        "manager": 302, "host": 302, "member": 302, "outsider": 302, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert count(item) == 4


def test_comments_too_and_only_through_their_item(cast, item):
    comment, other = cast.comments["open", "published"], cast.comments["closed", "published"]
    assert (
        cast.client("outsider").post(f"/c/{item.pk}/react/{comment.pk}/", {"reaction": "funny"}).status_code
        == 302
    )
    assert Comment.objects.get(pk=comment.pk).reaction_count == 1
    assert count(item) == 0
    assert (
        cast.client("outsider").post(f"/c/{item.pk}/react/{other.pk}/", {"reaction": "like"}).status_code
        == 404
    )


@pytest.mark.parametrize("wanted", ["thumbs", "👍", "like\x00", "x" * 500])
def test_an_unknown_reaction_is_refused(cast, item, wanted):
    assert cast.client("member").post(f"/c/{item.pk}/react/", {"reaction": wanted}).status_code == 400
    assert count(item) == 0


def test_my_own_is_shown_as_mine_and_nobody_elses(cast, item):
    cast.client("member").post(f"/c/{item.pk}/react/", {"reaction": "love"})
    mine, theirs = (cast.client(who).get("/g/open/").text for who in ("member", "host"))
    assert 'data-mine="love"' in mine
    assert 'data-mine="love"' not in theirs


def test_who_reacted(cast, item):
    cast.client("member").post(f"/c/{item.pk}/react/", {"reaction": "like"})
    statuses = cast.statuses("get", f"/c/{item.pk}/reactions/")
    assert statuses["guest"] == 404 and statuses["outsider"] == 200
    assert cast.member.name in cast.client("outsider").get(f"/c/{item.pk}/reactions/").text


def test_switched_off_leaves_no_trace_and_keeps_everything(cast, item):
    cast.client("member").post(f"/c/{item.pk}/react/", {"reaction": "like"})
    switch_verbs.switch_platform("reactions", "off")
    assert "like-button" not in cast.client("member").get(f"/c/{item.pk}/").text
    assert cast.client("member").post(f"/c/{item.pk}/react/", {"reaction": "like"}).status_code == 404
    switch_verbs.switch_platform("reactions", "on")
    assert 'data-mine="like"' in cast.client("member").get(f"/c/{item.pk}/").text


@pytest.mark.parametrize(
    ("names", "total", "words"),
    [
        (["A"], 1, "A"),
        (["A", "B"], 2, "A and B"),
        (["A", "B"], 3, "A, B and 1 other"),
        (["A"], 9, "A and 8 others"),
    ],
)
def test_the_sentence(names, total, words):
    from django.utils import translation

    with translation.override("en"):
        assert sentence(names, total) == words
