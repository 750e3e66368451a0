"""Pages of one kind, over random platforms, against what the slow reference says may be seen."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kring.core.content import kind_stream
from kring.core.content.kind_stream import ALL, Part
from kring.core.content.models import Content
from tests import reference
from tests.worlds import platforms, standing

pytestmark = pytest.mark.django_db
PARTS = (ALL, Part(oldest_first=True), Part(open=True, oldest_first=True), Part(open=False))
on_platforms = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def paged(page) -> list[int]:
    found, before = [], ""
    while before is not None:
        one = page(before)
        found += [row.id for row in one.rows]
        before = one.older
    return found


def expected(contents, part: Part) -> list[int]:
    rows = [c for c in contents if part.open is None or c.is_open is part.open]
    return [c.pk for c in sorted(rows, key=lambda c: (c.published_at, c.pk), reverse=not part.oldest_first)]


@given(platforms(), st.sampled_from(PARTS), st.sampled_from([1, 400]))
@on_platforms
def test_everybody_pages_through_what_they_may_read(drawn, part, window):
    with standing(drawn) as world, pytest.MonkeyPatch.context() as patch:
        patch.setattr(kind_stream, "WINDOW", window)  # 1: nearly everything comes from the groups
        for n, content in enumerate(world.contents.values()):
            content.is_open = (None, True, False)[n % 3]
            Content.objects.filter(pk=content.pk).update(is_open=content.is_open)
        there = [c for c in world.contents.values() if c.kind == "plain" and c.state == "published"]
        for person in (p for p in world.people.values() if p.is_active):
            mine = [c for c in there if reference.sees(world, person, c)]
            own = [c for c in mine if (person.pk, c.group_id) in world.roles]
            by_me = [c for c in mine if c.author_id == person.pk]
            for found, wanted in (
                (
                    lambda b, p=person: kind_stream.everywhere(p, "plain", part, b, size=2),
                    expected(mine, part),
                ),
                (lambda b, p=person: kind_stream.in_own(p, "plain", part, b, size=2), expected(own, part)),
                (lambda b, p=person: kind_stream.mine(p, "plain", before=b, size=2), expected(by_me, ALL)),
            ):
                assert paged(found) == wanted
        for group in world.groups:
            here = [c for c in there if c.group_id == group and reference.kind_is_on(world, c)]
            assert paged(lambda b, g=group: kind_stream.in_group(g, "plain", part, b, size=2)) == expected(
                here, part
            )
