"""Whatever is moved, binned, restored and archived, in whatever order: what there is stays a tree, and every page is in it."""

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.kinds.wiki import arranging
from kring.kinds.wiki.models import WikiPage
from kring.kinds.wiki.tree import DEEPEST, Tree, seen_by, whole

rows = st.lists(
    st.tuples(
        st.integers(1, 12),
        st.one_of(st.none(), st.integers(1, 14)),
        st.sampled_from("abc"),
        st.integers(0, 3),
    ),
    max_size=12,
    unique_by=lambda row: row[0],
)


@given(rows)
@settings(max_examples=200, deadline=None)
def test_any_rows_make_a_tree(rows):
    """Also with circles, parents that aren't there, and pages under themselves."""
    tree = Tree(rows)
    assert sorted(page.id for page in tree) == sorted(id for id, *_ in rows)
    for page in tree:
        assert page.above is None or page in page.above.pages
        assert page not in page.path
    read = list(tree)
    for one, other in pairwise(read):
        assert tree.beside(one.id)[1] is other and tree.beside(other.id)[0] is one


def test_titles_stand_as_people_count():
    tree = Tree([(n, None, title, 0) for n, title in enumerate(["10. b", "2. a", "Éen", "een", "1. z"], 1)])
    assert [page.title for page in tree][:3] == ["1. z", "2. a", "10. b"]


def make(cast, title, under=None, group="open"):
    item = verbs.post(cast.member, cast.groups[group], "wiki", title=title, body="<p>x</p>")
    arranging.begin(item, under and under.pk)
    return Content.objects.get(pk=item.pk)


def shape(cast, group="open") -> str:
    """The tree as text: a(b(c) d)."""

    def of(pages):
        return " ".join(page.title + (f"({of(page.pages)})" if page.pages else "") for page in pages)

    return of(whole(cast.groups[group].pk).top)


@pytest.fixture
def abc(cast):
    """a(b(c) d) e"""
    a = make(cast, "a")
    b = make(cast, "b", a)
    return {"a": a, "b": b, "c": make(cast, "c", b), "d": make(cast, "d", a), "e": make(cast, "e")}


def go(cast, page, under=None, after=None):
    arranging.place(page, cast.member, under and under.pk, after and after.pk)


@pytest.mark.django_db
def test_moving(cast, abc):
    assert shape(cast) == "a(b(c) d) e"
    go(cast, abc["d"], abc["a"])
    assert shape(cast) == "a(d b(c)) e"
    go(cast, abc["b"], None, abc["a"])
    assert shape(cast) == "a(d) b(c) e"
    go(cast, abc["b"], abc["e"])
    assert shape(cast) == "a(d) e(b(c))"


@pytest.mark.django_db
def test_what_is_no_place_is_refused(cast, abc):
    other = make(cast, "elsewhere", group="closed")
    for page, under, after in (
        ("a", abc["a"], None),
        ("a", abc["c"], None),
        ("a", other, None),
        ("a", None, other),
        ("d", abc["a"], abc["e"]),
        ("d", cast.items["open", "published"], None),
    ):
        with pytest.raises(Refused):
            go(cast, abc[page], under, after)
    assert shape(cast) == "a(b(c) d) e"


@pytest.mark.django_db
def test_no_deeper_than_people_find(cast, abc):
    page = abc["e"]
    for n in range(DEEPEST - 1):
        page = make(cast, f"deep {n}", page)
    with pytest.raises(Refused, match="levels"):
        go(cast, abc["b"], page)
    assert shape(cast).startswith("a(b(c) d)")


@pytest.mark.django_db
def test_a_page_in_the_bin_lifts_its_pages_and_takes_them_back(cast, abc):
    abc["b"].to_bin(cast.member)
    assert shape(cast) == "a(c d) e"
    abc["a"].to_bin(cast.member)
    assert shape(cast) == "c d e"
    abc["a"].restore(cast.member)
    assert shape(cast) == "a(c d) e"
    Content.objects.get(pk=abc["b"].pk).restore(cast.member)
    assert shape(cast) in ("a(b(c) d) e", "a(c d b) e", "a(b c d) e")


@pytest.mark.django_db
def test_what_was_moved_meanwhile_stays_where_it_was_put(cast, abc):
    abc["b"].archive(cast.member)
    assert shape(cast) == "a(c d) e"
    go(cast, abc["c"], abc["e"])
    abc["b"].unarchive(cast.member)
    assert shape(cast) == "a(b d) e(c)"


@pytest.mark.django_db
def test_to_another_group_it_goes_alone(cast, abc):
    abc["b"].move(cast.member, cast.groups["closed"])
    assert shape(cast) == "a(c d) e"
    assert shape(cast, "closed") == "b"


@pytest.mark.django_db
def test_a_draft_stands_nowhere_until_it_is_published(cast, abc):
    draft = verbs.post(cast.member, cast.groups["open"], "wiki", title="new", publish=False, parent=abc["b"])
    assert shape(cast) == "a(b(c) d) e"
    abc["b"].to_bin(cast.member)
    draft.publish(cast.member)
    assert shape(cast) == "a(c d new) e"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_random_moves_keep_a_tree(cast, seed):
    chance, pages = random.Random(seed), []
    for n in range(10):
        pages.append(make(cast, f"p{n}", chance.choice([None, *pages])))
    for _ in range(25):
        page = Content.objects.get(pk=chance.choice(pages).pk)
        step = chance.choice(["place", "place", "place", "to_bin", "restore", "archive", "unarchive"])
        try:
            if step == "place":
                under, after = chance.choice([None, *pages]), chance.choice([None, None, *pages])
                go(cast, page, under, after)
            else:
                getattr(page, step)(cast.member)
        except Refused:
            pass
        holds(cast, pages)
    for page in pages:
        fresh = Content.objects.get(pk=page.pk)
        fresh.restore(cast.member)
        Content.objects.get(pk=page.pk).unarchive(cast.member)
    holds(cast, pages)
    assert len(whole(cast.groups["open"].pk)) == len(pages)


def holds(cast, pages):
    """Every published page once, no circle in the table itself, and nothing under what isn't in the tree."""
    stored = dict(Content.objects.filter(kind="wiki").values_list("pk", "parent_id"))
    states = dict(Content.objects.filter(kind="wiki").values_list("pk", "state"))
    for id in stored:
        seen, above = {id}, stored[id]
        while above is not None:
            assert above not in seen, "a circle"
            seen.add(above)
            above = stored[above]
        if states[id] == "published" and stored[id]:
            assert states[stored[id]] == "published"
    tree = whole(cast.groups["open"].pk)
    assert {page.id for page in tree} == {id for id in stored if states[id] == "published"}
    for some in (tree.top, *(page.pages for page in tree)):
        assert len({p.position for p in some}) == len(some) or all(p.position == 0 for p in some)


@pytest.mark.django_db
def test_who_may_read_sees_the_tree(cast):
    make(cast, "hidden", group="secret")
    group = cast.groups["secret"].pk
    assert {
        who for who in ("manager", "host", "member", "outsider", "guest") if len(seen_by(cast[who], group))
    } == {
        "host",
        "member",
    }


@pytest.mark.django_db
def test_a_large_tree_is_one_query(cast, django_assert_num_queries):
    group, member = cast.groups["open"], cast.member
    made = Content.objects.bulk_create(
        Content(
            kind="wiki",
            group=group,
            author=member,
            title=f"Page {n}",
            state="published",
            published_at=group.created_at,
        )
        for n in range(1500)
    )
    Content.objects.filter(pk__in=[p.pk for p in made[1:]]).update(parent=made[0].pk)
    seen_by(member, group.pk)  # reads the switches
    with django_assert_num_queries(2):  # whether they have moved, and the tree
        tree = seen_by(member, group.pk)
    assert len(tree) == 1500 and [p.title for p in tree][:3] == ["Page 0", "Page 1", "Page 2"]
    assert not WikiPage.objects.exists()
