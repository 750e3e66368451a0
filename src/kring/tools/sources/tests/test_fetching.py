"""Looking again and again: politely, and not for ever."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kring.core.content.models import Content
from kring.core.features import verbs as switch
from kring.core.groups import membership
from kring.core.people import verbs as people
from kring.tools.sources import fetching, verbs
from kring.tools.sources.models import Entry, Source
from kring.tools.sources.tests.feeds import followed, item, rss
from tests.notified import settle, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def source(cast, website):
    url = website.put("/feed", rss(item(1)), ETag='"1"', Last_Modified="Sun, 22 Nov 2026 10:00:00 GMT")
    return followed(cast.groups["open"], cast.host, url=url)


def now(source) -> Source:
    return Source.objects.get(pk=source.pk)


def test_what_is_due_is_queued_once(cast, source):
    assert fetching.fetch_due() == 0
    Source.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    assert (fetching.fetch_due(), fetching.fetch_due()) == (1, 0)
    assert DBTaskResult.objects.filter(task_path__contains="sources").count() == 1
    Source.objects.update(next_at=timezone.now() - timedelta(minutes=1))
    verbs.pause(source, cast.host)
    assert fetching.fetch_due() == 0
    verbs.resume(now(source), cast.host)
    switch.switch_group("sources", source.group, "off")
    assert fetching.fetch_due() == 0
    switch.switch_group("sources", source.group, "inherit")
    switch.switch_group("news", source.group, "off")
    assert fetching.fetch_due() == 0, "without news there is nothing to become"
    switch.switch_group("news", source.group, "inherit")
    assert fetching.fetch_due() == 1


def test_what_has_not_changed_costs_nothing(source, website, django_assert_max_num_queries):
    fetching.look_in_on(source.pk)
    assert Entry.objects.waiting().count() == 1
    assert "If-None-Match" not in website.asked[-1]
    with django_assert_max_num_queries(8):
        fetching.look_in_on(source.pk)
    assert website.asked[-1]["If-None-Match"] == '"1"'
    assert website.asked[-1]["If-Modified-Since"] == "Sun, 22 Nov 2026 10:00:00 GMT"
    assert Entry.objects.count() == 1 and now(source).next_at > timezone.now() + timedelta(minutes=55)


def test_it_comes_back_later_and_later_and_recovers(source, website):
    website.put("/feed", b"", status=500)
    rests = []
    for _ in range(7):
        fetching.look_in_on(source.pk)
        rests.append(round((now(source).next_at - timezone.now()) / timedelta(hours=1)))
    assert rests == [1, 2, 4, 8, 16, 24, 24]
    failing = now(source)
    assert (failing.failures, failing.problem) == (7, "busy") and failing.failing_since
    website.put("/feed", rss(item(1)))
    fetching.look_in_on(source.pk)
    well = now(source)
    assert (well.failures, well.problem, well.failing_since) == (
        0,
        "",
        None,
    ) and Entry.objects.waiting().exists()


def test_a_website_says_how_long_to_wait(source, website):
    website.put("/feed", b"", status=429, Retry_After="20000")
    fetching.look_in_on(source.pk)
    assert timedelta(hours=5) < now(source).next_at - timezone.now() < timedelta(hours=6)


def test_after_two_weeks_it_stops_and_hosts_are_told(calm, website):
    source = followed(calm.groups["open"], calm.host, url=website.url + "/nothing")
    settle()
    fetching.look_in_on(source.pk)
    assert not told()
    Source.objects.update(failing_since=timezone.now() - timedelta(days=14, hours=1))
    fetching.look_in_on(source.pk)
    assert now(source).waits.why == "failing" and told() == {"host": "hosting"}
    fetching.look_in_on(source.pk)
    assert not told() and len(website.asked) == 2
    verbs.resume(now(source), calm.host)
    assert now(source).failing_since is None and now(source).waits is None


def test_gone_for_good_stops_at_once(calm, website):
    source = followed(calm.groups["closed"], calm.host, url=website.put("/feed", b"", status=410))
    fetching.look_in_on(source.pk)
    assert now(source).waits.why == "gone" and told() == {"host": "hosting"}


def test_what_publishes_by_itself_does_so_in_a_name_while_it_can(cast, website):
    url = website.put("/feed", rss())
    source = followed(cast.groups["open"], cast.host, url=url, mode="self")
    website.put("/feed", rss(*(item(n) for n in range(8))))
    fetching.look_in_on(source.pk)
    news = Content.objects.filter(kind="news")
    assert news.count() == 5 and set(news.values_list("author__handle", "state")) == {("host", "published")}
    assert Entry.objects.waiting().count() == 3, "more than five at once are asked about"
    fetching.look_in_on(source.pk)
    assert news.count() == 5
    membership.add(cast.groups["open"], cast.outsider, role="host")
    people.deactivate(cast.host, by=cast.manager)
    website.put("/feed", rss(item(20), item(21)))
    fetching.look_in_on(source.pk)
    assert news.count() == 5 and Entry.objects.waiting().count() == 5
    cast.outsider.forget_roles()
    page = cast.client("outsider").get("/g/open/sources/").text
    assert "can’t publish here any more" in page
    verbs.change(now(source), cast.outsider, "The paper", "self")
    website.put("/feed", rss(item(22)))
    fetching.look_in_on(source.pk)
    assert news.latest("pk").author == cast.outsider
