"""The palette finds what one may see and do; the keys are the same on the page and in the script."""

import json
import re
from html import unescape

import pytest

from kring.core.content import verbs
from kring.core.features import verbs as switch
from kring.core.people import verbs as people
from kring.core.search import index
from tests.cast import FINDERS, READERS, SIGNED_IN, WHO

DIALOG = {"HX-Request": "true", "HX-Target": "palette-list"}


def hits(client, typed: str, headers=DIALOG) -> list[str]:
    page = client.get("/palette/", {"q": typed}, headers=headers).content.decode()
    return [unescape(label) for label in re.findall(r'class="palette-label">([^<]*)<', page)]


@pytest.mark.parametrize("headers", [{}, DIALOG])
@pytest.mark.parametrize(
    "typed", ["", "zq", "ho", "sec", "secret", "pro", "x" * 300, "%", "<b>", "'", "é 😀"]
)
def test_it_shows_nobody_too_much(cast, headers, typed):
    for who, answer in cast.as_each("get", "/palette/", {"q": typed}, headers=headers).items():
        asks = 401 if headers else 302  # script is told, a page is led to the door
        assert answer.status_code == (asks if who == "nobody" else 200), who
        assert cast.leaks(who, answer.content.decode()) == [], who
        assert "<b>" not in answer.content.decode()


def test_groups_that_somebody_may_find(cast):
    for slug in ("open", "closed", "secret", "project"):
        found = {who for who in WHO[:5] if cast.groups[slug].name in hits(cast.client(who), slug)}
        assert found == FINDERS[slug] - {"nobody"}, slug


def test_people_by_name_first(cast):
    people.arrive(name="Aaa Aaa", title="Hostess")
    assert hits(cast.client("outsider"), "host")[:2] == [cast.host.name, "Aaa Aaa"]
    assert hits(cast.client("guest"), "host")[0] == cast.host.name
    assert cast.outsider.name not in hits(cast.client("guest"), "outsider")


def test_an_ended_account_is_not_offered(cast):
    people.deactivate(cast.host, cast.manager)
    assert cast.host.name not in hits(cast.client("outsider"), "host")


def test_actions(cast):
    assert "Go to Home" in hits(cast.client("member"), "home")
    assert "New: Update" in hits(cast.client("member"), "new upd")
    assert "Sign out" in hits(cast.client("guest"), "sign out")
    assert "Go to Manage" in hits(cast.client("manager"), "manage")
    for who in ("host", "member", "guest"):
        assert "Go to Manage" not in hits(cast.client(who), "manage")
    assert "Start a group" in hits(cast.client("member"), "start")
    assert "Start a group" not in hits(cast.client("guest"), "start")
    assert "Invite people" not in hits(cast.client("outsider"), "invite")


def test_what_is_switched_off_is_no_action(cast):
    switch.switch_platform("directory", "off", cast.manager)
    switch.switch_platform("updates", "off", cast.manager)
    assert "Go to People" not in hits(cast.client("member"), "people")
    assert "New: Update" not in hits(cast.client("member"), "update")


def test_the_dialog_gets_options_with_numbers_of_their_own(cast):
    page = cast.client("member").get("/palette/", {"q": "o"}, headers=DIALOG).content.decode()
    ids = re.findall(r'role="option" id="(hit-\d+)"', page)
    assert ids and len(ids) == len(set(ids)) and "<html" not in page


def test_pages_by_the_beginnings_of_their_titles(cast):
    for slug in ("open", "closed", "secret"):
        item = verbs.post(cast.member, cast.groups[slug], "update", title=f"Vergaderrooster {slug}")
        index.write("content", [item.pk])
    for who in ("outsider", "member", "guest"):
        found = {label for label in hits(cast.client(who), "vergaderr") if label.startswith("Vergaderr")}
        assert found == {
            f"Vergaderrooster {slug}" for slug in ("open", "closed", "secret") if who in READERS[slug]
        }, who


def test_the_last_line_searches_everywhere(cast):
    page = cast.client("member").get("/palette/", {"q": "a b&c"}, headers=DIALOG).content.decode()
    assert unescape(re.findall(r'href="([^"]*)"', page)[-1]) == "/search/?q=a+b%26c"
    assert hits(cast.client("member"), "a b")[-1] == "Search everywhere for “a b”"


def test_what_was_read_lately_comes_first_until_one_types(cast):
    item, client = cast.items["open", "published"], cast.client("outsider")
    client.get(item.url)
    assert hits(client, "")[0] == item.heading
    assert item.heading not in hits(client, "zzz")


def test_few_queries(cast, django_assert_max_num_queries):
    client = cast.client("member")
    client.get("/palette/?q=h")
    with django_assert_max_num_queries(16):
        client.get("/palette/?q=h", headers=DIALOG)


def test_the_page_of_keys_and_the_script_agree(cast):
    for who in SIGNED_IN:
        page = cast.client(who).get("/shortcuts/").content.decode()
        told = json.loads(unescape(re.search(r'data-keys="([^"]*)"', page)[1]))
        shown = re.findall(r"<dt>(.*?)</dt>", page)
        shown = {" ".join(re.findall(r"<kbd>([^<]+)</kbd>", caps)) for caps in shown} - {"Ctrl K"}
        assert set(told) == shown, who
        assert told["g h"] == "/" and ("g m" in told) is (who == "manager")


def test_single_keys_can_be_switched_off(cast):
    people.edit(cast.member, shortcuts=False)
    page = cast.client("member").get("/shortcuts/").content.decode()
    assert "<shortcut-keys" not in page and "switched off in your settings" in page
    assert "<command-palette" in page
    assert "<shortcut-keys" in cast.client("host").get("/").content.decode()


def test_the_setting_is_on_the_settings_page(cast):
    client = cast.client("member")
    page = client.get("/settings/").content.decode()
    assert 'name="shortcuts"' in page and 'href="/shortcuts/"' in page
