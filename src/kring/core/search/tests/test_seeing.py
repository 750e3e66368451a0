"""Whatever is asked, nothing comes up that the asker may not see: not as a result, a count, a sentence or another word."""

import pytest
from hypothesis import HealthCheck, given, settings

from kring.core.content.models import Comment, Content
from kring.core.content.text import plain
from kring.core.features.verbs import switch_group
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search.finding import beginning, find
from kring.core.search.models import Document
from kring.core.search.parsing import parse
from kring.core.search.tests.everything import index_all
from tests import reference
from tests.cast import WHO
from tests.worlds import platforms, standing

pytestmark = pytest.mark.django_db


@given(platforms())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_search_finds_what_visible_to_shows(drawn):
    with standing(drawn) as world:
        Document.objects.all().delete()
        index_all()
        for person in world.people.values():
            seen = {c.pk for c in world.contents.values() if reference.sees(world, person, c)}
            readable = set(
                Content.objects.filter(pk__in=seen, state__in=("published", "archived")).values_list(
                    "pk", flat=True
                )
            )
            found = find(person, parse("item"))
            assert {hit.content.pk for hit in found.hits} == readable
            assert found.total == len(readable)
            assert sum(choice.count for choice in found.choices.get("group", ())) <= len(readable)
            said = find(person, parse("x"))
            assert {hit.comment.pk for hit in said.hits if hit.comment} <= {
                c.pk for c in world.comments.values() if c.content_id in readable and c.deleted_at is None
            }
            assert {hit.content.pk for hit in beginning(person, "ite", 50)} <= readable
            groups = find(person, parse("group kind:group"))
            known = set(Group.objects.visible_to(person).values_list("pk", flat=True))
            assert {hit.group.pk for hit in groups.hits} <= known
            people = {hit.person.pk for hit in find(person, parse("person kind:person")).hits}
            assert people <= set(Person.objects.visible_to(person).active().values_list("pk", flat=True))


@pytest.mark.parametrize("who", WHO)
def test_each_of_the_cast_finds_exactly_what_they_read(cast, who):
    index_all()
    for word, seen_by in cast.markers.items():
        found = find(cast[who], parse(word))
        everything = repr(found) + "".join(f"{hit.title}{hit.snippet}" for hit in (*found.hits, *found.first))
        assert not cast.leaks(who, everything), cast.meaning[word]
        if who in seen_by and is_found(cast.meaning[word]):
            assert found.hits or found.first, cast.meaning[word]


NOT_FOUND = ("the first text", "the welcome", "why the", "draft", "scheduled", " bin ")


def is_found(meaning: str) -> bool:
    return not any(words in meaning for words in NOT_FOUND)


def test_what_changed_since_it_was_indexed_is_asked_again(cast):
    index_all()
    item, word = cast.items["open", "published"], cast.items["open", "published"].title
    assert find(cast.outsider, parse(word)).hits
    Group.objects.filter(pk=item.group_id).update(access="secret")
    assert not find(cast.outsider, parse(word)).hits
    Group.objects.filter(pk=item.group_id).update(access="open")
    Content.objects.filter(pk=item.pk).update(state="bin")
    assert not find(cast.outsider, parse(word)).hits


def test_where_comments_are_off_none_is_found(cast):
    index_all()
    comment = cast.comments["open", "published"]
    word = plain(comment.body)
    assert find(cast.outsider, parse(word)).hits
    switch_group("comments", cast.groups["open"], "off", by=cast.host)
    assert not find(cast.outsider, parse(word)).hits
    assert not Comment.objects.visible_to(cast.outsider).filter(pk=comment.pk).exists()
