"""Random small platforms for the property tests, in the database and as the `World` of the reference."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st

from tests.clean import forget
from tests.installed import feature, installed
from tests.reference import World

FEATURES = (
    feature("plains", kinds=("plain",)),
    feature("fancies", kinds=("fancy", "fancier"), requires=("plains",)),
)
KINDS = ("plain", "fancy", "fancier", "gone")  # the last one isn't installed
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MOMENTS = [NOON + timedelta(microseconds=m) for m in (0, 0, 1, 10, 500_000, 1_000_000, 86_400_000_000)]


@st.composite
def platforms(draw, most: int = 8) -> dict:
    """A platform as plain values; everything refers to everything by its place in its list.
    At most `most` items."""
    people = draw(
        st.lists(
            st.tuples(st.sampled_from(["member", "guest", "manager"]), st.booleans()), min_size=2, max_size=5
        )
    )
    groups = draw(
        st.lists(
            st.tuples(st.sampled_from(["open", "closed", "secret"]), st.booleans()), min_size=1, max_size=4
        )
    )
    person, group = st.integers(0, len(people) - 1), st.integers(0, len(groups) - 1)
    content = st.fixed_dictionaries(
        {
            "group": group,
            "author": person,
            "kind": st.sampled_from(KINDS),
            "state": st.sampled_from(["published", "published", "draft", "scheduled", "archived", "bin"]),
            "published_at": st.sampled_from(MOMENTS),
            "is_pinned": st.booleans(),
            "comments_open": st.booleans(),
        }
    )
    contents = draw(st.lists(content, min_size=1, max_size=most))
    return {
        "people": people,
        "groups": groups,
        "roles": draw(st.dictionaries(st.tuples(person, group), st.sampled_from(["member", "host"]), max_size=10)),
        "contents": contents,
        "comments": draw(st.lists(st.tuples(st.integers(0, len(contents) - 1), person, st.booleans()), max_size=5)),
        "platform": draw(st.fixed_dictionaries({f.slug: st.sampled_from(["on", "on", "available", "always", "off"]) for f in FEATURES})),
        "choices": draw(st.dictionaries(st.tuples(st.sampled_from([f.slug for f in FEATURES]), group), st.sampled_from(["on", "off"]), max_size=5)),
    }  # fmt: skip


@contextmanager
def standing(drawn: dict):
    """The platform in the database while the block runs; yields its `World`."""
    with installed(*FEATURES), transaction.atomic():
        forget()
        yield _build(drawn)
        transaction.set_rollback(True)
    forget()


def _build(drawn: dict) -> World:
    from kring.core.content.models import Comment, Content
    from kring.core.features.models import GroupSwitch, PlatformSwitch
    from kring.core.groups.models import Group, Membership
    from kring.core.people.models import Person

    people = Person.objects.bulk_create(
        Person(handle=f"person-{n}", name=f"Person {n}", role=role, is_active=active)
        for n, (role, active) in enumerate(drawn["people"])
    )
    groups = Group.objects.bulk_create(
        Group(name=f"group-{n}", slug=f"group-{n}", access=access, archived_at=NOON if archived else None)
        for n, (access, archived) in enumerate(drawn["groups"])
    )
    Membership.objects.bulk_create(
        Membership(person=people[p], group=groups[g], role=role) for (p, g), role in drawn["roles"].items()
    )
    contents = Content.objects.bulk_create(
        Content(**{**row, "group": groups[row["group"]], "author": people[row["author"]]}, title=f"item {n}")
        for n, row in enumerate(drawn["contents"])
    )
    comments = Comment.objects.bulk_create(
        Comment(content=contents[c], author=people[p], body="<p>x</p>", deleted_at=NOON if gone else None)
        for c, p, gone in drawn["comments"]
    )
    PlatformSwitch.objects.bulk_create(
        PlatformSwitch(feature=f, state=s) for f, s in drawn["platform"].items()
    )
    GroupSwitch.objects.bulk_create(
        GroupSwitch(feature=f, group=groups[g], state=s) for (f, g), s in drawn["choices"].items()
    )
    return World(
        people={p.pk: p for p in people},
        groups={g.pk: g for g in groups},
        roles={(people[p].pk, groups[g].pk): role for (p, g), role in drawn["roles"].items()},
        contents={c.pk: c for c in contents},
        comments={c.pk: c for c in comments},
        platform=drawn["platform"],
        choices={(f, groups[g].pk): s for (f, g), s in drawn["choices"].items()},
        requires={f.slug: f.requires for f in FEATURES},
        feature_of={kind.slug: f.slug for f in FEATURES for kind in f.kinds},
    )
