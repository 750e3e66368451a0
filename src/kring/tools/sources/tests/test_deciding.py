"""A yes, a no, and what becomes of it."""

import pytest

from kring.core.content.models import Content
from kring.core.features import verbs as switch
from kring.core.refused import Refused
from kring.tools.sources import deciding
from kring.tools.sources.models import Entry
from kring.tools.sources.tests.feeds import followed, found
from tests.notified import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast):
    followed(cast.groups["open"], cast.host, found(1))
    return Entry.objects.get()


def test_a_yes_makes_news_with_its_source(cast, entry):
    item = deciding.publish(entry.pk, cast.host)
    assert (item.kind, item.author, item.title, item.state) == ("news", cast.host, "Item 1", "published")
    assert item.body == (
        '<p>What happened in 1.</p><p>Bron: <a href="https://news.example/1" rel="nofollow noopener">The paper</a></p>'
    )
    assert (item.origin_url, item.language) == ("https://news.example/1", "nl")
    entry.refresh_from_db()
    assert (entry.state, entry.content_id, entry.decided_by) == ("published", item.pk, cast.host)
    assert deciding.publish(entry.pk, cast.host) is None and not deciding.skip(entry.pk, cast.host)
    assert Content.objects.filter(kind="news").count() == 1


def test_in_ones_own_words_the_source_is_quoted(cast, entry):
    item = deciding.publish(entry.pk, cast.host, title="For us", words="<p>Read this.</p>")
    assert item.title == "For us"
    assert item.body.startswith(
        "<p>Read this.</p><blockquote><p>What happened in 1.</p></blockquote><p>Bron: "
    )


def test_what_strangers_wrote_is_text_and_nothing_else(cast):
    bad = '<script>alert(1)</script><a href="javascript:x">x</a> &amp; @member #topic [x](javascript:y)'
    followed(cast.groups["open"], cast.host, found(1, title=bad, summary=bad, url=""), title=f"Paper {bad}")
    item = deciding.publish(Entry.objects.get().pk, cast.host)
    assert item.title == bad and item.body.count("<a ") == 0 and "<script" not in item.body
    for path in (f"/c/{item.pk}/", "/g/open/", "/g/open/sources/", "/g/open/sources/decided/", "/news/"):
        page = cast.client("host").get(path).text
        assert "<script>alert" not in page and '<a href="javascript' not in page, path


def test_news_is_told_as_any_news(calm):
    followed(calm.groups["open"], calm.host, found(1))
    told()
    deciding.publish(Entry.objects.get().pk, calm.host)
    assert told() == {"member": "highlight"}


def test_who_may_not_post_cannot_publish(cast, entry):
    for who in ("manager", "outsider", "member"):
        with pytest.raises(Refused):
            deciding.publish(entry.pk, cast[who])
    switch.switch_group("news", cast.groups["open"], "off")
    with pytest.raises(Refused):
        deciding.publish(entry.pk, cast.host)
    entry.refresh_from_db()
    assert entry.state == "waiting" and not Content.objects.filter(kind="news").exists()


def test_a_no_can_be_taken_back(cast, entry):
    assert deciding.skip(entry.pk, cast.host) and deciding.put_back(entry.pk, cast.host)
    assert not deciding.put_back(entry.pk, cast.host)
    assert deciding.publish(entry.pk, cast.host)
    assert not deciding.put_back(entry.pk, cast.host)


def test_several_at_once_the_newest_on_top(cast):
    followed(cast.groups["open"], cast.host, *(found(n) for n in range(4)))
    pks = list(Entry.objects.values_list("pk", flat=True))
    deciding.skip(pks[0], cast.host)
    assert deciding.publish_all(pks, cast.host) == (3, 1)
    titles = list(Content.objects.filter(kind="news").order_by("-pk").values_list("title", flat=True))
    assert titles == sorted(titles, reverse=True) and len(titles) == 3
