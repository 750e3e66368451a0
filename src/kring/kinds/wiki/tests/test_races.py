"""Two people move pages at the same moment. Only PostgreSQL lets them: SQLite takes writers one by one."""

import pytest
from django.db import connection  # noqa: F401  the mark's condition names it

from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.groups import verbs as groups
from kring.core.groups.tests.test_races import at_once, pytestmark  # noqa: F401  it holds for these too
from kring.core.people import verbs as people
from kring.core.refused import Refused
from kring.kinds.wiki import arranging
from kring.kinds.wiki.tree import whole


@pytest.fixture
def pages():
    people.arrive(name="Ada", handle="ada")
    ada = people.arrive(name="Ben", handle="ben", role="manager")
    group = groups.start(ada, name="Docs", access="open")
    ada = type(ada).objects.get(pk=ada.pk)
    found = [verbs.post(ada, group, "wiki", title=f"p{n}", body="<p>x</p>") for n in range(6)]
    return ada, group, found


def test_two_pages_under_each_other(pages):
    ada, group, (one, other, *_rest) = pages
    results = at_once(
        lambda: arranging.place(one, ada, other.pk, None), lambda: arranging.place(other, ada, one.pk, None)
    )
    assert sorted(type(result) for result in results if result is not None) == [Refused]
    assert len(whole(group.pk)) == 6
    stored = dict(Content.objects.filter(kind="wiki").values_list("pk", "parent_id"))
    assert {stored[one.pk], stored[other.pk]} in ({None, one.pk}, {None, other.pk})


def test_six_pages_to_one_place(pages):
    ada, group, found = pages
    above, *rest = found
    results = at_once(*(lambda page=page: arranging.place(page, ada, above.pk, None) for page in rest))
    assert results == [None] * 5
    top = whole(group.pk).get(above.pk)
    assert [page.position for page in top.pages] == list(range(5))


def test_moved_and_binned_at_once(pages):
    ada, group, (one, other, *_rest) = pages
    results = at_once(
        lambda: arranging.place(one, ada, other.pk, None), lambda: Content.objects.get(pk=one.pk).to_bin(ada)
    )
    assert all(result is None or isinstance(result, Refused) for result in results), results
    assert len(whole(group.pk)) == 5
