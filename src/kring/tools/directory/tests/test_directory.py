"""Who finds whom, and how: by the beginning of any word, by filters, in either order, page by page."""

import re

import pytest
from django.core.cache import cache
from hypothesis import given
from hypothesis import strategies as st

from kring.core.features import verbs as switch
from kring.core.groups import verbs as groups
from kring.core.people import verbs, words
from kring.core.people.models import Person
from tests.cast import MEMBERS, SIGNED_IN, WHO

NAMES = ["Zoë van Dijk", "Jan-Willem O’Brien", "Øyvind Łukasz", "Fatima Aydın", "Ivan Иванов"]


@pytest.fixture
def crowd(cast):
    cache.clear()
    made = [
        verbs.arrive(
            name=name, title="Gardener" if n % 2 else "Lawyer", department="Parks" if n < 3 else "Law"
        )
        for n, name in enumerate(NAMES)
    ]
    verbs.edit(made[0], expertise=["Roses & thorns"], location="Depot")
    return made


def found(client, query: str = "") -> list[str]:
    page = client.get(f"/people/{query}").content.decode()
    return re.findall(r'class="person-name" href="/people/([^"/]+)/"', page.split('id="people"')[-1])


def test_who_gets_the_page(cast):
    assert cast.statuses("get", "/people/") == {**dict.fromkeys(SIGNED_IN, 200), "nobody": 302}
    for who, answer in cast.as_each("get", "/people/").items():
        assert cast.leaks(who, answer.content.decode()) == [], who
    assert set(found(cast.client("guest"))) == MEMBERS["project"]
    assert set(found(cast.client("outsider"))) == set(SIGNED_IN)


@pytest.mark.parametrize("look", ["list", "faces"])
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    "query", ["?q=zq", "?q=host", "?order=new", "?letter=m", "?department=x", "?group=project"]
)
def test_nothing_leaks(cast, look, htmx, query):
    for who, answer in cast.as_each("get", f"/people/{query}&view={look}", headers=htmx).items():
        assert cast.leaks(who, answer.content.decode()) == [], who


@pytest.mark.parametrize(
    ("typed", "name"),
    [("zoe", 0), ("DIJK", 0), ("van zo", 0), ("jan w", 1), ("obri", 1), ("janwillem", 1), ("o'brien", 1),
     ("oyv", 2), ("Øy łu", 2), ("aydin", 3), ("fat ay", 3), ("ivanov", 4), ("Иван", 4), ("@fatima", 3),
     ("roses", 0), ("depot zo", 0), ("gardener fat", 3)],
)  # fmt: skip
def test_by_the_beginning_of_any_word(cast, crowd, typed, name):
    assert found(cast.client("member"), f"?q={typed}") == [crowd[name].handle]


@pytest.mark.parametrize("typed", ["oe", "atima", "zoe nobody", "***", "😀", "%", "_", "zz" * 60])
def test_nobody_is_found(cast, crowd, typed):
    page = cast.client("member").get("/people/", {"q": typed})
    assert page.status_code == 200 and "Nobody is found" in page.content.decode()


def test_filters_say_how_many(cast, crowd):
    page = cast.client("member").get("/people/").content.decode()
    assert (
        "Parks (3)" in page and "Law (2)" in page and "Roses &amp; thorns (1)" in page and "Depot (1)" in page
    )
    client = cast.client("member")
    assert found(client, "?department=Parks&q=lawyer") == [crowd[2].handle, crowd[0].handle]
    assert found(client, "?expertise=roses-thorns") == [crowd[0].handle]
    assert found(client, "?location=Depot&department=Law") == []
    assert set(found(client, "?group=project")) == MEMBERS["project"]


def test_a_guest_is_told_of_no_department_elsewhere(cast, crowd):
    page = cast.client("guest").get("/people/").content.decode()
    assert "Parks" not in page and "Depot" not in page
    assert found(cast.client("guest"), "?department=Parks") == []


def test_only_readers_narrow_to_a_group(cast):
    asked = {
        slug: cast.statuses("get", f"/people/?group={slug}", who=WHO[:5])
        for slug in ("open", "closed", "secret")
    }
    for slug, answers in asked.items():
        readers = {who for who, status in answers.items() if status == 200}
        assert readers == (MEMBERS[slug] | ({"manager", "outsider"} if slug == "open" else set())), slug
        assert {status for who, status in answers.items() if who not in readers} <= {404}


def test_groups_in_common(cast):
    page = cast.client("member").get("/people/?q=guest").content.decode()
    assert cast.groups["project"].name in page
    assert "Both in" not in cast.client("outsider").get("/people/?q=guest").content.decode()


def test_ended_accounts_are_for_managers(cast):
    verbs.deactivate(cast.member, cast.manager)
    assert cast.statuses("get", "/people/?ended=1") == {
        **dict.fromkeys(SIGNED_IN, 404),
        "manager": 200,
        "member": 302,
        "nobody": 302,
    }
    assert found(cast.client("manager"), "?ended=1") == ["member"]
    assert "member" not in found(cast.client("host"))
    verbs.reactivate(cast.member, cast.manager)
    assert "member" in found(cast.client("host"))


@pytest.mark.parametrize("order", ["name", "new"])
@pytest.mark.parametrize("look", ["list", "faces"])
def test_page_by_page_without_repeating_or_skipping(cast, order, look):
    for n in range(90):
        verbs.arrive(name=f"{'Éa'[n % 2]}dam {n % 7}", title="Crowd")
    client, seen, address = cast.client("member"), [], f"?q=crowd&order={order}&view={look}"
    while address:
        page = client.get(f"/people/{address}").content.decode()
        seen += re.findall(r'class="person-name" href="/people/([^"/]+)/"', page.split('id="people"')[-1])
        later = re.search(r'hx-get="/people/(\?[^"]+)"', page.split('id="people"')[-1])
        address = later and later[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == 90
    if order == "name":
        names = dict(Person.objects.values_list("handle", "name"))
        assert (
            seen == sorted(seen, key=lambda handle: words.sort_name(names[handle]))
            or len(set(names.values())) < 90
        )


@pytest.mark.parametrize(
    "after", ["nonsense", "-", "1-", "x-y", "9" * 30 + "-a", "1-99999999999999999999999"]
)
def test_a_broken_place_is_said_to_be_one(cast, after):
    assert cast.client("member").get("/people/", {"after": after, "order": "new"}).status_code == 400
    assert cast.client("member").get("/people/", {"after": after}).status_code in (200, 400)


def test_the_look_is_remembered(cast):
    client = cast.client("host")
    assert 'class="faces"' in client.get("/people/?view=faces").content.decode()
    assert 'class="faces"' in client.get("/people/").content.decode()
    assert 'class="faces"' not in client.get("/people/?view=list").content.decode()
    assert client.get("/people/?view=upside-down").status_code == 200


def test_typing_puts_the_short_question_into_the_address(cast):
    answer = cast.client("host").get(
        "/people/", {"q": "ho", "department": "", "order": ""}, headers={"HX-Request": "true"}
    )
    assert answer["HX-Replace-Url"] == "/people/?q=ho"


def test_switched_off_it_leaves_no_trace(cast):
    switch.switch_platform("directory", "off", cast.manager)
    assert cast.statuses("get", "/people/", who=WHO[:5]) == dict.fromkeys(SIGNED_IN, 404)
    assert 'href="/people/"' not in cast.client("host").get("/shortcuts/").content.decode()
    assert cast.client("host").get("/people/member/").status_code == 200


def test_a_fixed_number_of_queries(cast, crowd, django_assert_max_num_queries):
    client = cast.client("host")
    client.get("/people/")
    for n in range(30):
        verbs.arrive(name=f"More {n}", department=f"Department {n}")
    with django_assert_max_num_queries(7):
        client.get("/people/?q=more&department=Department 3")


def test_what_changes_is_found_at_once(cast):
    verbs.edit(cast.host, title="Beekeeper")
    assert found(cast.client("member"), "?q=beek") == ["host"]
    verbs.edit(cast.host, title="Baker")
    assert found(cast.client("member"), "?q=beek") == []


@given(st.text(max_size=40))
@pytest.mark.django_db
def test_whatever_somebody_is_called_they_can_be_sorted_and_found(name):
    """By each of their words, and by any beginning of it."""
    person = Person(name=name, handle="x", title="", department="", location="")
    kept = words.words_of(person, [])
    for word in words.split(name):
        assert any(one.startswith(word[:3]) for one in kept)
    assert words.sort_name(name) == words.sort_name(words.sort_name(name))


def test_leaving_a_group_takes_a_guest_out_of_sight(cast):
    groups.leave(cast.groups["project"], cast.member, by=cast.host)
    assert set(found(cast.client("guest"))) == MEMBERS["project"] - {"member"}
