"""The cast itself is as its description says."""

import pytest

from kring.core.content.models import Comment, Content
from tests.cast import FINDERS, GROUPS, READERS, SIGNED_IN, STATES, WHO


def test_every_item_is_in_its_state(cast):
    for (slug, state), item in cast.items.items():
        row = Content.objects.get(pk=item.pk)
        assert (row.state, row.group_id) == (state, cast.groups[slug].pk)


@pytest.mark.parametrize("who", WHO)
def test_who_sees_which_item(cast, who):
    seen = set(Content.objects.visible_to(cast[who]).values_list("pk", flat=True))
    expected = {cast.items[g, s].pk for g in GROUPS for s in ("published", "archived") if who in READERS[g]}
    if who == "member":
        expected |= {cast.items[g, s].pk for g in GROUPS for s in STATES[:2]}
    assert seen == expected
    assert set(Comment.objects.visible_to(cast[who]).values_list("content_id", flat=True)) <= expected


@pytest.mark.parametrize("who", WHO)
def test_who_finds_which_group(cast, who):
    from kring.core.groups.models import Group

    found = set(Group.objects.visible_to(cast[who]).values_list("pk", flat=True))
    assert found == {cast.groups[slug].pk for slug in GROUPS if who in FINDERS[slug]}


def test_everyone_is_signed_in(cast):
    for who in SIGNED_IN:
        assert cast.client(who).session["_auth_user_id"] == str(cast[who].pk)


def test_words_that_may_not_be_seen_are_found(cast):
    word = next(w for w, seen_by in cast.markers.items() if seen_by == {"member"})
    assert cast.leaks("host", f"<b>{word.title()}</b>") == [cast.meaning[word]]
    assert cast.leaks("member", word) == []
