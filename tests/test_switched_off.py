"""Each feature off, on a platform that has something of everything: it is as though it had never been there, and back when it is on
again. A few pages with each of them off alone; everything from which one can go on, and one step further, with a third of them off."""

import re
from collections.abc import Iterable

import pytest
from django.db import transaction

from tests.switched import (
    SWITCHED,
    central,
    leads_to,
    links_of,
    make_whole,
    marked,
    never_was,
    own_addresses,
    plain,
    route,
    short,
    switch,
    trial,
)
from tests.test_crawl import difference

pytestmark = pytest.mark.django_db
THIRDS = [SWITCHED[n::3] for n in range(3)]
MOST_LINKS = 15
thirds = pytest.mark.parametrize("slugs", THIRDS, ids=["a", "b", "c"])


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker):
    """Made once for all of these tests; each of them undoes what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_whole()
        transaction.set_rollback(True)


def test_there_is_something_of_every_kind(whole):
    """Else the tests below would find nothing anywhere."""
    shown = "".join(whole.get("host", f"/c/{ids[0]}/").content.decode() for ids in whole.items.values())
    assert [kind for kind in whole.items if marked(kind) not in shown] == []


@pytest.mark.parametrize("slug", SWITCHED)
def test_what_is_off_is_nowhere(whole, slug):
    switch([slug], "off")
    bad = []
    for who, paths in short(whole, slug).items():
        visit(whole, who, [slug], paths, bad)
    for path in own_addresses(whole, slug):
        for who, method in (("host", "get"), ("manager", "post")):
            status = getattr(whole.cast.client(who), method)(path).status_code
            if status != 404:
                bad.append(f"{who} {method} {path}: {status}")
    assert not bad, "\n".join(bad)


@thirds
def test_nothing_leads_to_what_is_off(whole, slugs):
    switch(slugs, "off")
    bad, known = [], set()
    for who, paths in central(whole).items():
        found = visit(whole, who, slugs, paths, bad)
        known |= {route(path) for path in paths}
        more = {route(path): path for path in sorted(found, reverse=True) if "logout" not in path}
        further = [path for pattern, path in more.items() if pattern and pattern not in known][:MOST_LINKS]
        visit(whole, who, slugs, further, bad)
        known |= {route(path) for path in further}
    assert len(known) > 60
    assert not bad, "\n".join(bad)


@thirds
def test_what_is_off_leaves_no_trace_and_comes_back(whole, slugs):
    """No count, no place in an order, no heading: the pages are those of a platform on which nobody ever used it."""
    before = plain(whole, slugs)
    switch(slugs, "off")
    with trial():
        off = plain(whole, slugs)
        never_was(slugs)
        same(off, plain(whole, slugs))
    switch(slugs)
    same(before, plain(whole, slugs))


def same(ones: dict, others: dict) -> None:
    different = [where for where in ones if ones[where] != others[where]]
    lines = [
        line for where in different[:4] for line in [str(where), *difference(ones[where], others[where])]
    ]
    assert not different, "\n".join(line[:300] for line in lines[:60])


def visit(whole, who: str, slugs: list[str], paths: Iterable[str], bad: list[str]) -> set[str]:
    """Read these pages, as far as they aren't of what is off; what is wrong with them goes to `bad`. Returns where they lead."""
    words = {marked(kind) for slug in slugs for kind in whole.kinds_of(slug)}
    found = set()
    for path in paths:
        if any(leads_to(whole, slug, path) for slug in slugs):
            continue
        response = whole.get(who, path)
        if response.status_code not in (200, 302, 403, 404, 405):
            bad.append(f"{who} {path}: {response.status_code}")
        if response.status_code != 200 or response.streaming:
            continue
        text = response.content.decode(errors="replace")
        bad += [f"{who} {path}: {near(text, word)}" for word in words if word in text]
        there = links_of(text, path)
        led = (link for link in sorted(there) if any(leads_to(whole, slug, link) for slug in slugs))
        bad += [f"{who} {path} leads to {link}" for link in led]
        found |= there
    return found


def near(text: str, word: str) -> str:
    at = text.index(word)
    return re.sub(r"\s+", " ", text[max(0, at - 150) : at + len(word)])
