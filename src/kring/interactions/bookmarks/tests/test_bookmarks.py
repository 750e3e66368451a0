"""Keeping things, in lists that nobody else sees."""

import pytest

from kring.core.content.models import Content
from kring.core.features import verbs as switch_verbs
from kring.interactions.bookmarks import verbs
from kring.interactions.bookmarks.models import Bookmark, BookmarkList

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    return cast.items["open", "published"]


def kept(person) -> set[int]:
    return set(Bookmark.objects.filter(person=person).values_list("content_id", flat=True))


def test_the_wanted_state_is_sent(cast, item):
    for on in ("1", "1", "0", "0", "1"):
        cast.client("outsider").post(f"/c/{item.pk}/bookmark/", {"on": on})
    assert kept(cast.outsider) == {item.pk}


def test_as_each_of_the_cast(cast, item):
    assert cast.statuses("post", f"/c/{item.pk}/bookmark/", {"on": "1"}) == {
        "manager": 302, "host": 302, "member": 302, "outsider": 302, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert Bookmark.objects.count() == 4


def test_the_mark_is_mine_and_nobody_elses(cast, item):
    verbs.keep(cast.member, item)
    mine, theirs = (cast.client(who).get("/g/open/").text for who in ("member", "host"))
    assert 'aria-pressed="true" data-pressed="true"' in mine
    assert 'aria-pressed="true" data-pressed="true"' not in theirs


def test_what_i_may_no_longer_read_is_not_shown(cast):
    hidden = cast.items["secret", "published"]
    Bookmark.objects.create(person=cast.outsider, content=hidden)
    verbs.keep(cast.member, hidden)
    assert cast.leaks("outsider", cast.client("outsider").get("/bookmarks/").text) == []
    assert hidden.title in cast.client("member").get("/bookmarks/").text


def test_lists_are_made_renamed_filled_and_come_back(cast, item):
    browser = cast.client("member")
    browser.post("/bookmarks/lists/", {"name": "  To   read "})
    list = BookmarkList.objects.get(person=cast.member)
    assert list.name == "To read"
    browser.post(f"/c/{item.pk}/bookmark/move/", {"list": list.pk})
    assert item.title in browser.get(f"/bookmarks/lists/{list.pk}/").text
    browser.post(f"/bookmarks/lists/{list.pk}/rename/", {"name": "Later"})
    assert "Later" in browser.get("/bookmarks/").text
    assert "Undo" in browser.post(f"/bookmarks/lists/{list.pk}/delete/").text
    assert browser.get(f"/bookmarks/lists/{list.pk}/").status_code == 404
    page = browser.get("/bookmarks/").text
    assert item.title in page and "Later" not in page
    browser.post(f"/bookmarks/lists/{list.pk}/restore/")
    assert item.title in browser.get(f"/bookmarks/lists/{list.pk}/").text


def test_somebody_elses_list_is_not_there(cast, item):
    list = verbs.start_list(cast.member, "Mine")
    assert cast.client("host").get(f"/bookmarks/lists/{list.pk}/").status_code == 404
    for verb in ("rename", "delete", "restore"):
        answer = cast.client("host").post(f"/bookmarks/lists/{list.pk}/{verb}/", {"name": "x"})
        assert answer.status_code == 404
    assert cast.client("host").post(f"/c/{item.pk}/bookmark/move/", {"list": list.pk}).status_code == 404
    assert not Bookmark.objects.filter(list=list).exists()


@pytest.mark.parametrize("name", ["", "   ", "\x00\x07"])
def test_a_list_needs_a_name(cast, name):
    assert cast.client("member").post("/bookmarks/lists/", {"name": name}).status_code == 400


def test_two_lists_of_one_name(cast):
    one, other = (verbs.start_list(cast.member, name) for name in ("One", "Other"))
    assert verbs.start_list(cast.member, "One") == one
    answer = cast.client("member").post(f"/bookmarks/lists/{other.pk}/rename/", {"name": "One"})
    assert answer.status_code == 409
    verbs.delete_list(one)
    verbs.start_list(cast.member, "One")
    assert cast.client("member").post(f"/bookmarks/lists/{one.pk}/restore/").status_code == 409


def test_the_page_costs_a_fixed_number_of_queries(cast, django_assert_max_num_queries):
    for content in Content.objects.filter(state="published"):
        Bookmark.objects.create(person=cast.member, content=content)
    browser = cast.client("member")
    browser.get("/bookmarks/")
    with django_assert_max_num_queries(6):
        browser.get("/bookmarks/")


def test_switched_off_leaves_no_trace(cast, item):
    verbs.keep(cast.member, item)
    switch_verbs.switch_platform("bookmarks", "off")
    assert "bookmark" not in cast.client("member").get(f"/c/{item.pk}/").text
    assert cast.client("member").get("/bookmarks/").status_code == 404
    assert kept(cast.member) == {item.pk}


def test_bookmarks_come_in_with_their_lists(tmp_path):
    from kring.exchange.interchange import take_in
    from kring.exchange.tests.packages import AT, content, package, person

    one = {"type": "bookmark", "person": "anna", "content": "c1", "list": "Read", "created_at": AT}
    report = take_in(package(tmp_path / "p", person(), content("c1"), one))
    assert report.reasons == []
    row = Bookmark.objects.get()
    assert (row.list.name, row.created_at.isoformat()[:10]) == ("Read", AT[:10])
