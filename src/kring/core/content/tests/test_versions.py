"""Earlier versions and the bin."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content.housekeeping import empty_bin
from kring.core.content.models import Binning, Content
from kring.core.files.models import File

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def fresh(item) -> Content:
    return Content.objects.get(pk=item.pk)


@pytest.fixture
def edited(cast):
    """An item of the member with three versions, each by another day."""
    item = fresh(cast.items["open", "published"])
    for words, note in (("second", "A better word"), ("third", "")):
        Event.objects.filter(content=item).update(created_at=timezone.now() - timedelta(days=1))
        item.edit(cast.member, title=f"The {words}", body=f"<p>The {words} text</p>", note=note)
    return fresh(item)


def test_versions_say_who_when_and_why(cast, edited):
    notes = list(edited.revisions.order_by("-id").values_list("title", "note"))
    assert notes[0] == ("The second", "A better word")
    text = cast.client("outsider").get(f"/c/{edited.pk}/history/").text
    assert "A better word" in text and "The second" in text


def test_two_versions_side_by_side(cast, edited):
    old, new = edited.revisions.order_by("id").last(), "now"
    page = cast.client("outsider").get(f"/c/{edited.pk}/history/compare/?old={old.pk}&new={new}")
    assert "<del>second</del>" in page.text and "<ins>third</ins>" in page.text
    turned = cast.client("outsider").get(f"/c/{edited.pk}/history/compare/?old={new}&new={old.pk}")
    assert "<del>second</del>" in turned.text, "the older one stands first, whatever was asked"
    assert "<ins>third</ins>" in cast.client("member").get(f"/c/{edited.pk}/history/compare/").text


@pytest.mark.parametrize("path", ["history/", "history/compare/", "history/{old}/", "history/{old}/go-back/"])
def test_the_cast_on_every_address(cast, edited, path):
    for slug in ("open", "secret"):
        item = edited if slug == "open" else fresh(cast.items["secret", "published"])
        item.edit(cast.member, title="x", body="<p>zz</p>", apart=True)
        address = f"/c/{item.pk}/{path.format(old=item.revisions.first().pk)}"
        for who, answer in cast.as_each("get", address).items():
            assert not cast.leaks(who, answer.text)
            if slug == "secret" and who in ("manager", "outsider", "guest"):
                assert answer.status_code in (404, 405)


@pytest.mark.parametrize("query", ["old=0", "old=x", "new=99999999999999999999", "old=now&new=-1", "old=%00"])
def test_odd_versions_are_not_found(cast, edited, query):
    assert cast.client("member").get(f"/c/{edited.pk}/history/compare/?{query}").status_code in (400, 404)


def test_a_version_of_something_else_is_not_found(cast, edited):
    other = fresh(cast.items["open", "archived"])
    revision = edited.revisions.first().pk
    assert cast.client("member").get(f"/c/{other.pk}/history/{revision}/").status_code == 404
    assert cast.client("member").post(f"/c/{other.pk}/history/{revision}/go-back/").status_code == 404


def test_going_back_writes_a_version_and_only_the_author_may(cast, edited):
    old, count = edited.revisions.order_by("id").first(), edited.revisions.count()
    address = f"/c/{edited.pk}/history/{old.pk}/go-back/"
    refused = cast.statuses("post", address, who=["outsider", "host", "guest", "nobody"])
    assert refused == {"outsider": 403, "host": 403, "guest": 404, "nobody": 302}
    for _ in range(2):
        assert cast.client("member").post(address).status_code == 302
    item = fresh(edited)
    assert (item.title, item.body) == (old.title, old.body)
    assert item.revisions.count() == count + 1
    assert item.revisions.first().title == "The third"
    assert "Back to the version of" in item.latest().note


def test_the_page_of_a_conflict_shows_the_others_text(cast, edited):
    seen = edited.edited_at.isoformat()
    edited.edit(cast.member, title="The third", body="<p>The text from elsewhere</p>", apart=True)
    answer = cast.client("member").post(
        f"/c/{edited.pk}/edit/", {"title": "The third", "body": "The text from here", "edited_at": seen}
    )
    assert answer.status_code == 409
    assert "<del>elsewhere</del>" in answer.text and "<ins>here</ins>" in answer.text
    mark = fresh(edited).edited_at.isoformat()
    assert mark in answer.text.replace("&#43;", "+")
    again = cast.client("member").post(
        f"/c/{edited.pk}/edit/", {"title": "The third", "body": "The text from here", "edited_at": mark}
    )
    assert again.status_code == 302 and "from here" in fresh(edited).body


# The bin


def test_in_place_the_card_goes_and_the_way_back_is_offered(cast):
    item = cast.items["open", "published"]
    for _ in range(2):
        answer = cast.client("member").post(f"/c/{item.pk}/do/bin/", headers=HTMX)
        assert answer.status_code == 200 and "article" not in answer.text
    assert fresh(item).state == "bin"
    answer = cast.client("member").post(f"/c/{item.pk}/do/restore/", {"next": "/g/open/"})
    assert answer["Location"] == "/g/open/" and fresh(item).state == "published"


def test_who_restores(cast):
    for slug, may in (("open", {"member", "host", "manager"}), ("closed", {"member", "host"})):
        for who in ("manager", "outsider", "guest", "host", "member"):
            item = cast.items[slug, "bin"]
            if fresh(item).state != "bin":
                fresh(item).to_bin(cast.member)
            answer = cast.client(who).post(f"/c/{item.pk}/do/restore/")
            assert (fresh(item).state == "published") == (who in may), (slug, who, answer.status_code)


def test_a_draft_in_the_bin_is_its_authors(cast):
    item = fresh(cast.items["open", "draft"])
    cast.client("member").post(f"/c/{item.pk}/do/bin/")
    assert item.title in cast.client("member").get("/bin/").text
    for who in ("host", "manager"):
        assert item.title not in cast.client(who).get("/bin/").text
        assert cast.client(who).post(f"/c/{item.pk}/do/restore/").status_code == 404


def test_after_thirty_days_it_is_gone_and_the_log_remembers(cast, django_capture_on_commit_callbacks):
    old, young = cast.items["open", "bin"], cast.items["closed", "bin"]
    file = cast.files["open"]
    File.objects.filter(pk=file.pk).update(content=old)
    events = Event.objects.filter(content=old).count()
    assert events and empty_bin() == 0
    assert "29 more days" in cast.client("member").get("/bin/").text
    Binning.objects.filter(content=old).update(created_at=timezone.now() - timedelta(days=31))
    total = Event.objects.count()
    with django_capture_on_commit_callbacks(execute=True):
        assert empty_bin() == 1 and empty_bin() == 0
    assert not Content.objects.filter(pk=old.pk).exists() and Content.objects.filter(pk=young.pk).exists()
    assert not File.objects.filter(pk=file.pk).exists()
    assert Event.objects.count() == total, "events keep their row"
    assert cast.client("member").post(f"/c/{old.pk}/do/restore/").status_code == 404
