"""`visible_to` is written out; here it is held against the rule for groups, and used in the ways that queries are."""

import pytest
from django.db.models import Exists, OuterRef, Q

from kring.core.content.models import Comment, Content
from kring.core.content.states import OWN, READABLE
from kring.core.groups.models import Group
from kring.core.people.models import Person

WHO = ("manager", "host", "member", "outsider", "guest")


@pytest.mark.django_db
@pytest.mark.parametrize("who", WHO)
def test_as_the_rule_for_groups_says(cast, who):
    person = getattr(cast, who)
    groups = Group.objects.readable_by(person)
    rule = Q(state__in=READABLE, group__in=groups) | Q(state__in=OWN, author=person)
    readable = set(Content.objects.filter(rule).values_list("pk", flat=True))  # seen: by the test only
    assert set(Content.objects.visible_to(person).values_list("pk", flat=True)) == readable
    assert bool(readable) and readable != set(Content.objects.values_list("pk", flat=True))


@pytest.mark.django_db
def test_within_other_queries_and_turned_round(cast):
    seen = Content.objects.visible_to(cast.member)
    ids = set(seen.values_list("pk", flat=True))
    wrote = Person.objects.filter(Exists(seen.filter(author=OuterRef("pk"))))
    assert set(wrote) == {item.author for item in seen.select_related("author") if item.author_id}
    below = Comment.objects.filter(content__in=seen)
    assert set(below.values_list("content_id", flat=True)) <= ids and below.exists()
    others = Content.objects.exclude(pk__in=seen)  # seen: by the test only
    assert not ids & set(others.values_list("pk", flat=True)) and others.exists()
    both = seen | Content.objects.visible_to(cast.host)
    assert set(both.values_list("pk", flat=True)) >= ids
    assert seen.select_related("group").order_by("-group__name").count() == len(ids)
