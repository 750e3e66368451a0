"""Two people do something to a group at the same moment. Only PostgreSQL lets them: SQLite takes writers one by one."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from kring.core.groups import verbs
from kring.core.groups.models import Group, JoinRequest, Membership
from kring.core.people import verbs as people
from kring.core.people.models import Person
from kring.core.refused import Refused

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite takes writers one by one"),
]


@pytest.fixture
def village():
    for handle in ("ada", "ben", "cas"):
        people.arrive(name=handle, handle=handle)
    ada, ben, cas = (Person.objects.get(handle=handle) for handle in ("ada", "ben", "cas"))
    group = verbs.start(ada, name="Closed", access="closed")
    verbs.add(group, ben, role="host")
    return group, ada, ben, cas


def at_once(*calls) -> list:
    """Each call in a thread and a connection of its own, all begun together; what they returned or raised."""
    barrier, results = Barrier(len(calls)), [None] * len(calls)

    def run(number, call):
        barrier.wait()
        try:
            results[number] = call()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def counted(group) -> bool:
    group = Group.objects.get(pk=group.pk)
    return group.member_count == group.memberships.count()


def test_two_hosts_leave_and_one_stays(village):
    group, ada, ben, cas = village
    verbs.add(group, cas)
    answers = at_once(lambda: verbs.leave(group, ada), lambda: verbs.leave(group, ben))
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Membership.objects.filter(group=group, role="host").count() == 1
    assert counted(group)


def test_two_hosts_let_the_same_person_in(village):
    group, ada, ben, cas = village
    verbs.ask(group, cas)
    asked = [JoinRequest.objects.select_related("group", "person").get() for _host in (ada, ben)]
    answers = at_once(lambda: verbs.approve(asked[0], ada), lambda: verbs.decline(asked[1], ben))
    assert sorted(answers) == [False, True]
    assert Membership.objects.filter(group=group, person=cas).exists() == answers[0]
    assert counted(group)


def test_somebody_joins_in_six_tabs(village):
    group, ada, _ben, cas = village
    verbs.edit(group, ada, access="open")
    answers = at_once(
        *[lambda: verbs.join(Group.objects.get(pk=group.pk), Person.objects.get(pk=cas.pk))] * 6
    )
    assert answers == [None] * 6
    assert counted(group) and Group.objects.get(pk=group.pk).member_count == 3
    answers = at_once(
        *[lambda: verbs.leave(Group.objects.get(pk=group.pk), Person.objects.get(pk=cas.pk))] * 6
    )
    assert answers == [None] * 6
    assert counted(group)


def test_two_groups_of_one_name_start_at_once(village):
    _group, ada, ben, cas = village
    started = at_once(*[lambda p=p: verbs.start(p, name="Reading club").slug for p in (ada, ben, cas)])
    assert sorted(started) == ["reading-club", "reading-club-2", "reading-club-3"]


def test_two_groups_become_part_of_each_other(village):
    group, ada, _ben, _cas = village
    other = verbs.start(ada, name="Other")
    one, two = Group.objects.get(pk=group.pk), Group.objects.get(pk=other.pk)
    answers = at_once(lambda: verbs.edit(one, ada, parent=two), lambda: verbs.edit(two, ada, parent=one))
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
