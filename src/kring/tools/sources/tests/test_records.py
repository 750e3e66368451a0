"""Sources and what they brought go out and come back as they were, and nothing comes twice afterwards."""

import pytest

from kring.exchange.interchange import take_in
from kring.exchange.tests.packages import content, group, package, person
from kring.exchange.tests.platforms import difference, out_of_an_empty_platform
from kring.tools.sources import arriving, identity
from kring.tools.sources.models import Entry, Source
from kring.tools.sources.tests.feeds import feed, found

pytestmark = pytest.mark.django_db
SOURCE = {
    "type": "news_source", "id": "s1", "group": "garden", "author": "anna", "url": "https://news.example/feed", "title": "The paper",
    "site": "https://news.example/", "mode": "self", "created_at": "2026-01-01T10:00:00+00:00",
    "fetched_at": "2026-06-01T10:00:00+00:00", "next_at": "2026-06-01T11:00:00+00:00",
}  # fmt: skip
PAUSED = SOURCE | {
    "id": "s2", "url": "https://other.example/feed", "mode": "ask", "paused_at": "2026-02-01T10:00:00+00:00", "paused_by": "anna",
    "paused_why": "gone", "failing_since": "2026-01-20T10:00:00+00:00",
}  # fmt: skip
ENTRY = {
    "type": "news_entry", "id": "e1", "group": "garden", "source": "s1", "key": identity.key(found(1), "x"), "twin": identity.twin(found(1)),
    "state": "waiting", "title": "Item 1", "summary": "What happened in 1.", "url": "https://news.example/1", "language": "nl",
    "published_at": "2026-06-02T10:00:00+00:00", "arrived_at": "2026-06-02T11:00:00+00:00", "seen_at": "2026-06-03T11:00:00+00:00",
}  # fmt: skip
DECIDED = ENTRY | {
    "id": "e2", "key": identity.key(found(2), "x"), "state": "published", "title": "Item 2", "content": "c1", "decided_by": "anna",
    "decided_at": "2026-06-02T12:00:00+00:00", "twin": None, "url": None, "summary": None, "source": None,
}  # fmt: skip


def test_round_trip(tmp_path):
    world = (person(), group(), content(group="garden"), SOURCE, PAUSED, ENTRY, DECIDED)
    first = out_of_an_empty_platform(package(tmp_path / "in", *world), tmp_path / "first")
    back = {(row["type"], row.get("id")): row for row in first}
    for told in (SOURCE, PAUSED, ENTRY, DECIDED):
        given = {name: value for name, value in told.items() if value is not None}
        assert back[told["type"], told["id"]] == given
    assert not difference(first, out_of_an_empty_platform(tmp_path / "first", tmp_path / "second"))


def test_after_a_move_nothing_comes_twice(tmp_path):
    for _ in range(2):
        take_in(package(tmp_path / "in", person(), group(), content(group="garden"), SOURCE, ENTRY, DECIDED))
    source = Source.objects.get()
    assert Entry.objects.count() == 2
    new = arriving.take_in(source.pk, feed(found(1), found(2), found(3)))
    assert [Entry.objects.get(pk=pk).title for pk in new] == ["Item 3"]
    assert Entry.objects.get(title="Item 2").state == "published"


@pytest.mark.parametrize(
    "wrong",
    [SOURCE | {"url": "javascript:x"}, SOURCE | {"title": ""}, SOURCE | {"mode": "shout"}, SOURCE | {"group": "nowhere"},
     SOURCE | {"author": "nobody"}, ENTRY | {"key": "short"}, ENTRY | {"state": "x"}, ENTRY | {"published_at": "soon"}],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(tmp_path, wrong):
    report = take_in(package(tmp_path / "in", person(), group(), wrong))
    assert report.total("skipped") == 1 and not Source.objects.exists() and not Entry.objects.exists()


def test_a_package_brings_in_no_markup_and_no_script(tmp_path):
    bad = ENTRY | {
        "title": "<script>alert(1)</script>Words",
        "summary": "<img src=x onerror=y>More",
        "url": "javascript:x",
    }
    take_in(package(tmp_path / "in", person(), group(), SOURCE, bad))
    entry = Entry.objects.get()
    assert (entry.title, entry.summary, entry.url) == ("Words", "More", "")
