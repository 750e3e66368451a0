"""Rows with many kinds: the first few, the chosen one, and the rest behind “More”."""

from types import SimpleNamespace

from kring.core.features.hooks import Menu
from kring.core.features.slots import template
from kring.core.groups.frame import Frame
from kring.core.web.folding import fold_kinds
from kring.core.web.shell import Entry, Shell

KINDS = [
    SimpleNamespace(slug=f"k{n}", label=f"One {n}", plural=f"Many {n}", icon="star", hue=n % 12)
    for n in range(14)
]


def slugs(kinds) -> str:
    return " ".join(kind.slug for kind in kinds)


def test_the_first_few_and_the_chosen_one():
    near, rest = fold_kinds(KINDS, "k9", 4)
    assert slugs(near) == "k0 k1 k2 k3 k9"
    assert len(near) + len(rest) == 14
    assert slugs(fold_kinds(KINDS, "k1", 4)[0]) == "k0 k1 k2 k3"


def test_nothing_is_folded_for_one():
    assert fold_kinds(KINDS[:5], "", 4) == (KINDS[:5], [])


def test_a_row_of_filters():
    filters = template("components/filters.html").module.filters
    page = filters("/", KINDS, "k9")
    row, more = page.split("<menu-button")
    assert row.count("<li>") == 6 and 'href="/?kind=k9" aria-current="page"' in row
    assert more.count("menu-item") == 9 and "k9" not in more
    assert "<menu-button" not in filters("/", KINDS[:5])


def test_the_rail_keeps_where_one_is_in_sight():
    shell = Shell(None)
    shell.nav = [
        Entry("Home", "/", "house", key="h"),
        *(Entry(k.plural, f"/{k.slug}/", k.icon, current=k.slug == "k9", in_sight=n < 5) for n, k in enumerate(KINDS)),
    ]  # fmt: skip
    near, rest = shell.folded_nav
    assert [entry.url for entry in near] == ["/", "/k0/", "/k1/", "/k2/", "/k3/", "/k4/", "/k9/"]
    assert len(rest) == 8


def test_tabs_of_a_group_with_many_kinds(cast, monkeypatch):
    def tabs(kinds, tab=""):
        monkeypatch.setattr(Frame, "kinds", kinds)
        monkeypatch.setattr(Frame, "menus", [Menu("Place", "star", "place", in_group="group_place")])
        found = Frame(cast.host, cast.groups["open"], tab)
        return found.behind_more

    assert tabs(KINDS[:4]) == set()
    assert tabs(KINDS, "k9") == set("k4 k5 k6 k7 k8 k10 k11 k12 k13 place about settings".split())
