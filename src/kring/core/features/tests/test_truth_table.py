"""One truth table for the switches, run against the rule, the board, the condition of the ORM and the SQL text."""

from itertools import product

import pytest
from django.db import connection

from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.features import verbs as switch_verbs
from kring.core.features.models import GroupSwitch, PlatformSwitch
from kring.core.groups.models import Group
from kring.core.people.models import Person
from tests.installed import feature, installed

TABLE = {  # platform says → group says (None inherits) → on?
    ("off", None): False,
    ("off", "on"): False,
    ("off", "off"): False,
    ("available", None): False,
    ("available", "on"): True,
    ("available", "off"): False,
    ("on", None): True,
    ("on", "on"): True,
    ("on", "off"): False,
    ("always", None): True,
    ("always", "on"): True,
    ("always", "off"): True,
}
PLATFORM = ("off", "available", "on", "always")
GROUP = (None, "on", "off")


@pytest.mark.parametrize(("platform", "group"), TABLE)
def test_the_rule(platform, group):
    assert switches.rule(platform, group) is TABLE[platform, group]


@pytest.fixture
def groups(db):
    """Three switches that each may say three things: 27 groups, each with an item of every kind."""
    person = Person.objects.create(handle="someone", name="Someone")
    made = {}
    with installed(*CHAIN, only=True):
        for choices in product(GROUP, repeat=3):
            slug = "-".join(str(choice).lower() for choice in choices)
            made[choices] = group = Group.objects.create(name=slug, slug=slug)
            for name, choice in zip(CHAIN_SLUGS, choices, strict=True):
                if choice:
                    GroupSwitch.objects.create(group=group, feature=name, state=choice)
            for kind in ("base", "middle", "top"):
                Content.objects.create(kind=kind, group=group, author=person, state="published", title=kind)
        yield made


CHAIN = (
    feature("bases", kinds=("base",)),
    feature("middles", kinds=("middle",), requires=("bases",)),
    feature("tops", kinds=("top",), requires=("middles",)),
)
CHAIN_SLUGS = [f.slug for f in CHAIN]
KINDS = ["base", "middle", "top"]


@pytest.mark.parametrize("platform", list(product(PLATFORM, repeat=3)), ids="-".join)
def test_python_and_sql_say_the_same(groups, platform):
    """Also where a feature requires another, and that another: on means that all of them are on in that place."""
    for slug, state in zip(CHAIN_SLUGS, platform, strict=True):
        PlatformSwitch.objects.create(feature=slug, state=state)
    switch_verbs.bump()
    expected = set()
    for choices, group in groups.items():
        on = [TABLE[state, choice] for state, choice in zip(platform, choices, strict=True)]
        for depth, (slug, kind) in enumerate(zip(CHAIN_SLUGS, KINDS, strict=True)):
            assert switches.is_on(slug, group.pk) is all(on[: depth + 1]), (slug, choices)
            if all(on[: depth + 1]):
                expected.add((kind, group.pk))
    assert set(Content.objects.filter(switches.kinds_on()).values_list("kind", "group_id")) == expected
    assert rows_of_sql() == expected
    for kind in KINDS:
        chosen = Group.objects.filter(switches.groups_on(kind)).values_list("pk", flat=True)
        assert {(kind, group) for group in chosen} == {pair for pair in expected if pair[0] == kind}
    for slug, kind in zip(CHAIN_SLUGS, KINDS, strict=True):
        anywhere = any(k == kind for k, _group in expected)
        assert switches.is_on(slug) is anywhere, f"{slug} on anywhere at all"


def rows_of_sql() -> set[tuple[str, int]]:
    condition, parameters = switches.kinds_sql("c")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT c.kind, c.group_id FROM content_content c WHERE {condition}", parameters)
        return {tuple(row) for row in cursor.fetchall()}


def test_two_features_that_are_never_on_together(groups):
    """One is on in this group, the one it requires in that group: it is on nowhere, so it has no pages either."""
    for slug, choices in (("bases", ("on", None, None)), ("middles", (None, "on", None))):
        PlatformSwitch.objects.create(feature=slug, state="available")
        GroupSwitch.objects.exclude(group=groups[choices]).filter(feature=slug).delete()
    switch_verbs.bump()
    assert switches.is_on("bases")
    assert not switches.is_on("middles")


def test_a_feature_that_requires_what_is_not_installed_is_off(groups):
    with installed(feature("lonely", kinds=("alone",), requires=("nowhere",)), only=True):
        assert not switches.is_on("lonely")
        assert rows_of_sql() == set()


def test_a_feature_without_a_row_has_its_default(groups):
    for state in PLATFORM:
        for item in CHAIN:
            type(item).default = state
        try:
            switch_verbs.bump()
            assert switches.is_on("bases", groups["on", None, None].pk) is TABLE[state, "on"]
        finally:
            for item in CHAIN:
                type(item).default = "on"


def test_what_is_not_installed_is_off(groups):
    Content.objects.create(
        kind="gone", group=groups[None, None, None], author=Person.objects.get(), state="published"
    )
    assert not switches.is_on("gone")
    assert not switches.is_on("gone", groups[None, None, None].pk)
    assert not Content.objects.filter(switches.kinds_on(), kind="gone").exists()
    assert "gone" not in {kind for kind, _group in rows_of_sql()}


def test_no_kinds_at_all(db):
    with installed(only=True):
        assert not Content.objects.filter(switches.kinds_on()).exists()
        assert rows_of_sql() == set()
