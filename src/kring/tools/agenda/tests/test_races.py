"""Two workers at the same moment, and two who move the same thing. Only PostgreSQL lets them: SQLite takes writers one by one."""

from datetime import timedelta

import pytest
from django.db import connection  # noqa: F401, a name in the mark below
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.content.verbs import post
from kring.core.groups.tests.test_races import at_once
from kring.core.groups.tests.test_races import village as a_village
from kring.core.refused import Refused
from kring.tools.agenda import moving, publishing
from kring.tools.agenda.tests.prompts import made
from kring.tools.agenda.tests.test_publishing import DAILY, overdue

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite takes writers one by one"),
]
village = a_village


def test_four_workers_post_it_once(village):
    group, ada, _ben, _cas = village
    for number in range(3):
        overdue(made(group, ada, **DAILY, title=f"Prompt {number}"))
    answers = at_once(*[publishing.publish_due] * 4)
    assert sum(answers) == 3
    assert sorted(Content.objects.values_list("title", flat=True)) == [f"Prompt {n}" for n in range(3)]


def test_of_two_that_move_it_the_last_one_hears_what_happened(village):
    group, ada, _ben, _cas = village
    now = timezone.now()
    item = post(ada, group, "update", body="<p>x</p>", at=now + timedelta(days=1))
    seen = moving.was(item)
    answers = at_once(*[lambda n=n: moving.move(ada, item.pk, now + timedelta(days=n), seen) for n in (2, 3)])
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refused) == 1 and "moved meanwhile" in str(refused[0])
    assert Content.objects.get().published_at in (now + timedelta(days=2), now + timedelta(days=3))
