"""Opening an item: who has seen it, and until when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.content import readings
from kring.core.content.models import Content, Reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(cast):
    return fresh(cast.items["open", "published"])


def fresh(content):
    return Content.objects.get(pk=content.pk)


def test_each_person_is_counted_once_and_its_author_never(cast, item):
    assert readings.opened(cast.member, item) is None
    assert fresh(item).view_count == 0
    for _ in range(2):
        readings.opened(cast.outsider, item)
    readings.opened(cast.host, item)
    assert (item.view_count, fresh(item).view_count) == (2, 2)


def test_it_says_when_they_last_read_and_writes_only_for_something_new(cast, item, django_assert_num_queries):
    readings.opened(cast.host, item)
    long_ago = timezone.now() - timedelta(days=3)
    Reading.objects.update(last_at=long_ago)
    assert readings.opened(cast.host, item) == long_ago
    with django_assert_num_queries(1):
        assert readings.opened(cast.host, item) > long_ago


def test_two_tabs_that_open_it_at_once_count_once(cast, item, monkeypatch):
    readings.opened(cast.host, item)
    readings._first(cast.host, item, timezone.now())
    assert fresh(item).view_count == 1


def test_a_draft_is_seen_by_nobody(cast):
    draft = cast.items["open", "draft"]
    assert readings.opened(cast.member, draft) is None
    assert not Reading.objects.exists()


def test_the_page_of_an_item_counts_who_may_see_it(cast, item):
    statuses = cast.statuses("get", f"/c/{item.pk}/")
    assert statuses["guest"] == 404
    readers = set(Reading.objects.filter(content=item).values_list("person__handle", flat=True))
    assert readers == {"manager", "host", "member", "outsider"}
    assert fresh(item).view_count == 3
