"""Who is shown as new, and to whom."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from kring.core.features import slots
from kring.core.groups.models import Group, Membership
from kring.core.people.models import Person
from kring.tools.newcomers import newest


def shown(found) -> set[str]:
    return {person.handle for person in found["newcomers"]} if found else set()


def test_members_see_their_newest_colleagues_and_not_themselves(cast):
    assert shown(newest.at_home(cast.member)) == {"outsider", "host", "manager"}
    assert "guest" not in shown(newest.at_home(cast.host))


def test_a_guest_sees_only_people_of_their_groups(cast):
    assert shown(newest.at_home(cast.guest)) == {"host", "member"}


def test_the_answer_for_members_is_not_given_to_a_guest(cast):
    newest.at_home(cast.member)
    assert shown(newest.at_home(cast.guest)) == {"host", "member"}


def test_who_came_long_ago_or_has_left_is_not_new(cast):
    Person.objects.exclude(handle="member").update(joined_at=timezone.now() - timedelta(days=31))
    assert newest.at_home(cast.member) is None
    Person.objects.filter(handle="host").update(joined_at=timezone.now(), is_active=False)
    cache.clear()
    assert newest.at_home(cast.member) is None


def test_new_in_a_group(cast):
    group = cast.groups["project"]
    Group.objects.filter(pk=group.pk).update(created_at=timezone.now() - timedelta(days=9))
    group.refresh_from_db()
    Membership.objects.filter(group=group, person=cast.host).update(joined_at=group.created_at)
    assert shown(newest.in_group(cast.guest, group)) == {"member"}
    assert shown(newest.in_group(cast.member, group)) == {"guest"}
    assert newest.in_group(cast.member, cast.groups["everyone"]) is None


@pytest.mark.parametrize("who", ["member", "guest"])
def test_it_costs_one_query_and_then_none(cast, who, django_assert_max_num_queries):
    person = cast[who]
    list(person.roles)
    with django_assert_max_num_queries(1):
        newest.at_home(person)
    with django_assert_max_num_queries(0):
        found = newest.at_home(person)
        slots.template("newcomers/widget.html").render(person=person, **found)
    assert not any("password" in vars(newcomer) for newcomer in found["newcomers"])


def test_a_group_costs_one_query_and_then_none(cast, django_assert_max_num_queries):
    group = cast.groups["project"]
    Group.objects.filter(pk=group.pk).update(created_at=timezone.now() - timedelta(days=9))
    group.refresh_from_db()
    with django_assert_max_num_queries(1):
        newest.in_group(cast.guest, group)
    with django_assert_max_num_queries(0):
        found = newest.in_group(cast.guest, group)
        slots.template("newcomers/widget.html").render(person=cast.guest, group=group, **found)


def test_it_stands_beside_home_and_group(cast):
    assert "New here" in cast.client("member").get("/").content.decode()
    for who, page in cast.as_each("get", "/").items():
        assert cast.leaks(who, page.content.decode()) == []
