"""Merging doubles: votes once each, all comments, and a sentence for what can't be."""

import pytest

from kring.core.activity import fanout
from kring.core.content.models import Comment
from kring.core.votes.models import Vote
from kring.interactions.comments import verbs as comments
from kring.kinds.ideas import verbs
from kring.kinds.ideas.tests.posting import fresh, idea

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    return idea(cast, title="A bench"), idea(cast, title="A bench under the tree", who="host")


def merge(cast, item, into, who="host"):
    return cast.client(who).post(f"/c/{item.pk}/merge/", {"into": str(into)})


def test_voters_and_comments_go_along_once_each(cast, pair):
    one, two = pair
    for who in ("member", "host", "outsider"):
        verbs.vote(cast[who], one)
    verbs.vote(cast.member, two)
    verbs.join(cast.member, one)
    said = comments.post(cast.member, one, "<p>Facing south.</p>")
    comments.post(cast.host, one, "<p>Yes.</p>", parent=said)
    answer = merge(cast, one, two.pk)
    assert answer.status_code == 302, answer.text
    assert answer.url == two.url
    one, two = fresh(one), fresh(two)
    assert (two.facts.vote_count, two.facts.join_count, two.comment_count) == (3, 1, 2)
    assert (one.facts.vote_count, one.comment_count, one.is_open) == (0, 0, False)
    assert not Vote.objects.filter(content=one).exists()
    assert set(Comment.objects.values_list("content_id", flat=True)) >= {two.pk}
    assert "Facing south" in cast.client("member").get(two.url).text
    page = cast.client("member").get(one.url).text
    assert "Merged into" in page
    assert two.url in page
    assert one.title + "<" not in cast.client("member").get("/ideas/?view=newest").text
    assert merge(cast, one, two.pk).status_code == 409  # already
    assert merge(cast, two, one.pk).status_code == 409  # into one that went elsewhere


def test_only_hosts_merge(cast, pair):
    one, two = pair
    url = f"/c/{one.pk}/merge/"
    assert cast.statuses("get", url, who=("member", "outsider", "guest")) == {
        "member": 403, "outsider": 403, "guest": 404,
    }  # fmt: skip
    fanout.sweep()
    page = cast.client("host").get(url)
    assert two.title in page.text
    assert merge(cast, one, two.pk, "member").status_code == 403


def test_what_cant_be_merged_is_said(cast, pair):
    one, two = pair
    secret = idea(cast, "secret", title="Hidden bench")
    elsewhere = idea(cast, "closed", title="A bench elsewhere")
    update = cast.items["open", "published"]
    for into, status, words in (
        (one.pk, 400, "into itself"),
        (secret.pk, 400, "Only ideas of the same group"),
        (elsewhere.pk, 400, "Only ideas of the same group"),
        (update.pk, 400, "isn’t there"),
        (987654321, 400, "isn’t there"),
        ("x" * 40, 400, "isn’t there"),
        ("", 400, "isn’t there"),
    ):
        answer = merge(cast, one, into)
        assert answer.status_code == status, into
        assert words in answer.text, into
    answer = merge(cast, one, secret.pk, "manager")  # a host here, who can't see that one
    assert (answer.status_code, "isn’t there" in answer.text) == (400, True)
    verbs.close(two, cast.host)
    answer = merge(cast, one, two.pk)
    assert (answer.status_code, "closed" in answer.text) == (409, True)
    assert fresh(one).is_open
