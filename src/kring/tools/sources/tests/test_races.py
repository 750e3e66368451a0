"""Two at the same second. Only PostgreSQL lets them: SQLite takes writers one by one."""

import pytest
from django.db import connection  # noqa: F401, a name in the mark below

from kring.core.content.models import Content
from kring.core.groups.tests.test_races import at_once
from kring.core.groups.tests.test_races import village as a_village
from kring.tools.sources import adding, deciding
from kring.tools.sources.models import Entry, Look, Source
from kring.tools.sources.tests.feeds import brought, feed, followed, found

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite takes writers one by one"),
]
village = a_village


def test_two_hosts_say_yes_and_it_is_news_once(village):
    group, ada, ben, _cas = village
    followed(group, ada, found(1))
    pk = Entry.objects.get().pk
    answers = at_once(*[lambda by=by: deciding.publish(pk, by) for by in (ada, ben)] * 3)
    assert sum(isinstance(answer, Content) for answer in answers) == 1 and answers.count(None) == 5
    assert Content.objects.filter(kind="news").count() == 1


def test_two_fetches_bring_it_once(village):
    group, ada, _ben, _cas = village
    one = followed(group, ada)
    other = followed(group, ada, url="https://other.example/feed")
    answers = at_once(*[lambda s=s: brought(s, *(found(n) for n in range(10))) for s in (one, other)] * 2)
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert Entry.objects.count() == 10


def test_two_hosts_add_the_same(village):
    group, ada, ben, _cas = village
    looks = [
        Look.objects.create(
            group=group, by=by, url="https://x.example/", found=feed(url="https://x.example/").told()
        )
        for by in (ada, ben)
    ]
    at_once(*[lambda look=look: adding.add(look, look.by, "ask") for look in looks])
    assert Source.objects.count() == 1
