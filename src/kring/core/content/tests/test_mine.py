"""What a viewer did with the contents of a page is read at once, and is only theirs."""

import pytest

from kring.core.content import verbs
from kring.core.content.mine import did
from kring.core.features import named
from kring.interactions.bookmarks import verbs as bookmarks
from kring.interactions.bookmarks.feature import Bookmarks
from kring.interactions.reactions import verbs as reactions
from kring.interactions.reactions.feature import Reactions

pytestmark = pytest.mark.django_db
ASKED = [one for feature in (Bookmarks, Reactions) for overlay in feature.overlays for one in overlay.mine]


@pytest.fixture
def items(cast):
    return [verbs.post(cast.member, cast.groups["open"], "update", body=f"<p>{n}</p>") for n in range(4)]


def test_one_query_for_all_features(cast, items, django_assert_num_queries):
    reactions.react(cast.host, items[0], emoji="love")
    reactions.react(cast.member, items[1], emoji="like")
    bookmarks.keep(cast.host, items[2])
    ids = {item.pk for item in items}
    with django_assert_num_queries(1):
        found = did(cast.host, dict.fromkeys(ASKED, ids))
    assert found == {"reaction": {items[0].pk: ["love"]}, "bookmark": {items[2].pk: [""]}}


def test_each_is_asked_for_its_own(cast, items):
    reactions.react(cast.host, items[0], emoji="love")
    bookmarks.keep(cast.host, items[0])
    found = did(cast.host, {one: {items[0].pk} if one.name == "bookmark" else {items[1].pk} for one in ASKED})
    assert found == {"reaction": {}, "bookmark": {items[0].pk: [""]}}


def test_nothing_asks_nothing(cast, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert did(cast.host, {}) == {}
        assert did(cast.host, {one: set() for one in ASKED}) == {"reaction": {}, "bookmark": {}}
        named.look([])


def test_what_nothing_names(items, django_assert_num_queries):
    with django_assert_num_queries(1):
        named.look(items)
        assert not any(named.is_named(item, ("shares_share.content_id",)) for item in items)
