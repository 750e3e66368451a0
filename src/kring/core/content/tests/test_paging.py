"""Pages of a stream neither repeat nor skip, whatever is posted or imported while somebody reads on."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.core.content import stream
from kring.core.content.models import Content
from kring.core.refused import Refused
from tests.worlds import MOMENTS, NOON, standing

pytestmark = pytest.mark.django_db
moments = st.lists(st.sampled_from(MOMENTS), max_size=8)


def platform(items) -> dict:
    return {
        "people": [("member", True)],
        "groups": [("open", False), ("closed", False)],
        "roles": {(0, 0): "member", (0, 1): "member"},
        "contents": [
            {
                "group": n % 2,
                "author": 0,
                "kind": "plain",
                "state": "published",
                "published_at": at,
                "is_pinned": False,
            }
            for n, at in enumerate(items)
        ],
        "comments": [],
        "platform": {"plains": "on", "fancies": "on"},
        "choices": {},
    }


@given(before=moments, between=st.lists(moments, max_size=4), size=st.integers(1, 3), home=st.booleans())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_new_items_between_pages(before, between, size, home):
    with standing(platform(before)) as world:
        person, groups = next(iter(world.people.values())), list(world.groups)
        there = [c.pk for c in world.contents.values() if home or c.group_id == groups[0]]
        seen, cursor, later = [], "", iter(between)
        while cursor is not None:
            page = (
                stream.home(person, cursor, size=size) if home else stream.group(groups[0], cursor, size=size)
            )
            seen += [row.id for row in page.rows]
            cursor = page.older
            for at in next(later, ()):  # some now, some (as an import does) with an older date
                Content.objects.create(
                    kind="plain", group_id=groups[0], author=person, state="published", published_at=at
                )
        assert len(seen) == len(set(seen)), "an item twice"
        assert set(there) <= set(seen), "an item skipped"


def test_a_cursor_is_read_as_it_was_written():
    for at in [*MOMENTS, NOON.replace(year=1901), NOON.replace(year=9999)]:
        cursor = stream.Cursor(at, 7)
        assert stream.Cursor.read(str(cursor)) == cursor


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "-",
        "1-",
        "1-2-3",
        "zz-1",
        "1e99e99e99e99e99e99-1",
        "7ffffffffffffff-1",
        "-1--1",
        "9" * 400 + "-1",
        "1-" + "f" * 400,
        "１-１",
        "5-\x00",
        "+1-+1",
        "1_0-1",
    ],
)
def test_an_address_that_somebody_made_up_is_refused(text):
    with standing(platform([NOON])) as world:
        person = next(iter(world.people.values()))
        with pytest.raises(Refused) as refusal:
            stream.home(person, text)
        assert refusal.value.status == 400
