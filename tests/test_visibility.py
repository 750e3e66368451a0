"""Over random platforms Kring sees what the slow reference sees: lists, look-ups, streams, and the reverse question."""

import pytest
from django.http import Http404
from hypothesis import HealthCheck, given, settings

from kring.core.content import stream
from kring.core.content.access import access_content
from kring.core.content.models import Comment, Content
from kring.core.content.querysets import people_who_see
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.refused import Refused
from tests import reference
from tests.worlds import platforms, standing

pytestmark = pytest.mark.django_db
ABILITIES = ("read", "comment", "react", "edit", "pin", "bin", "archive", "close", "move")
on_platforms = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ids(queryset) -> set[int]:
    found = list(queryset.values_list("pk", flat=True))
    assert len(found) == len(set(found)), "the same row twice"
    return set(found)


@given(platforms())
@on_platforms
def test_visible_to(drawn):
    with standing(drawn) as world:
        for person in world.people.values():
            seen = {c.pk for c in world.contents.values() if reference.sees(world, person, c)}
            assert ids(Content.objects.visible_to(person)) == seen
            assert ids(Comment.objects.visible_to(person)) == {
                c.pk for c in world.comments.values() if c.content_id in seen
            }
            restorable = {c.pk for c in world.contents.values() if reference.may_restore(world, person, c)}
            assert ids(Content.objects.bin_of(person)) == restorable
            assert ids(Group.objects.readable_by(person)) == {
                g.pk for g in world.groups.values() if reference.reads_group(world, person, g)
            }
            assert ids(Group.objects.visible_to(person)) == {
                g.pk for g in world.groups.values() if reference.finds_group(world, person, g)
            }
            assert ids(Person.objects.visible_to(person)) == {
                p.pk for p in world.people.values() if reference.sees_person(world, person, p)
            }


@given(platforms())
@on_platforms
def test_people_who_see_is_the_same_question_the_other_way_round(drawn):
    with standing(drawn) as world:
        for content in Content.objects.all():
            expected = {p.pk for p in world.people.values() if reference.sees(world, p, content)}
            assert ids(people_who_see(content)) == expected


@given(platforms())
@on_platforms
def test_home_and_group_streams(drawn):
    with standing(drawn) as world:
        for person in world.people.values():
            assert [row.id for row in stream.home(person).rows] == reference.home(world, person)
            assert paged(lambda before, person=person: stream.home(person, before, size=2)) == reference.home(
                world, person
            )
        for group in world.groups:
            assert [row.id for row in stream.group(group).rows] == reference.group_stream(world, group)
            assert paged(
                lambda before, group=group: stream.group(group, before, size=1)
            ) == reference.group_stream(world, group)


def paged(page) -> list[int]:
    found, before = [], ""
    while True:
        answer = page(before)
        found += [row.id for row in answer.rows]
        if answer.older is None:
            return found
        before = answer.older


@given(platforms(most=4))
@on_platforms
def test_access_content(drawn):
    with standing(drawn) as world:
        for content in world.contents.values():
            for person in world.people.values():
                check_one(world, person, content)


def check_one(world, person, content):
    seen = reference.sees(world, person, content)
    for to in ABILITIES:
        expected = (reference.may(world, person, content, to) or "refused") if seen else "not found"
        assert outcome(person, content, to) == expected, (to, person.role, content.state)
    restorable = reference.may_restore(world, person, content)
    assert outcome(person, content, "restore") == (True if restorable else "not found")


def outcome(person, content, to):
    try:
        return access_content(person, content.pk, to).pk == content.pk
    except Refused:
        return "refused"
    except Http404:
        return "not found"


@pytest.mark.parametrize("nobody", ["none", "anonymous"])
def test_nobody_sees_nothing(cast, nobody):
    person = None if nobody == "none" else cast.nobody
    assert not Content.objects.visible_to(person).exists()
    assert not Content.objects.bin_of(person).exists()
    assert not Comment.objects.visible_to(person).exists()
    assert not Group.objects.visible_to(person).exists()
    assert not Group.objects.readable_by(person).exists()
    assert not Person.objects.visible_to(person).exists()
    for item in cast.items.values():
        assert outcome(person, item, "read") == "not found"
