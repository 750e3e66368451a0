"""Every page of a group, for each of the cast, with and without htmx: who gets it, and that nothing leaks."""

import pytest

from tests.cast import GROUPS, SIGNED_IN

HOSTED = ("settings/", "settings/features/")
READ = ("members/",)


def expected(who: str, group: str, path: str) -> int:
    """The status that `who` should get for a page of `group`."""
    if who == "nobody":
        return 302
    role = {"everyone": {"manager": "host", "guest": None}, "project": {"guest": "member"}}.get(
        group, {}
    ).get(who)
    if role is None:
        role = {"host": "host", "member": "member"}.get(who)
    if group == "everyone":
        role = {"manager": "host", "guest": None}.get(who, "member")
    finds = role or (who != "guest" and group != "secret")
    reads = role or (who != "guest" and group in ("open", "everyone"))
    hosts = role == "host" or (who == "manager" and (role or group == "open"))
    if not finds:
        return 404
    if path in HOSTED:
        return 200 if hosts else 403
    if path == "invite/":
        return 200 if hosts or (role and reads and group in ("open", "everyone") and who != "guest") else 403
    if path in READ:
        return 200 if reads else 403
    return 200


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
@pytest.mark.parametrize("path", ["", "about/", "members/", "invite/", "settings/", "settings/features/"])
@pytest.mark.parametrize("group", GROUPS)
def test_who_gets_which_page(cast, group, path, htmx):
    answers = cast.as_each("get", f"/g/{group}/{path}", headers=htmx)
    assert {who: answer.status_code for who, answer in answers.items()} == {
        who: 401 if htmx and who == "nobody" else expected(who, group, path) for who in answers
    }
    for who, answer in answers.items():
        assert cast.leaks(who, answer.content.decode()) == []


@pytest.mark.parametrize("address", ["/g/", "/g/?tab=mine", "/g/?tab=discover", "/g/?q=zq", "/g/new/", "/"])
def test_the_directory_shows_nobody_too_much(cast, address):
    for who, answer in cast.as_each("get", address, who=SIGNED_IN).items():
        assert cast.leaks(who, answer.content.decode()) == []


def test_the_directory_finds_what_one_may_know_of(cast):
    def found(who, address):
        html = cast.client(who).get(address).content.decode()
        main = html[html.index('id="found"') :]
        return {slug for slug in GROUPS if f'href="/g/{slug}/"' in main}

    assert found("outsider", "/g/?tab=discover") == {"open", "closed", "project"}
    assert found("outsider", "/g/?tab=mine") == {"everyone"}
    assert found("manager", "/g/?tab=discover") == {"open", "closed", "project"}
    assert found("member", "/g/?tab=mine") == set(GROUPS)
    assert found("guest", "/g/") == {"project"}
    assert found("guest", "/g/?tab=discover") == set()
    assert found("outsider", "/g/?tab=discover&q=secret") == set()
    assert found("outsider", "/g/?tab=discover&q=clos") == {"closed"}


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999"])
def test_a_page_number_that_is_none(cast, number):
    assert cast.client("member").get(f"/g/?page={number}").status_code == 404


def test_a_page_of_the_stream_that_is_none(cast):
    assert cast.client("member").get("/g/open/?before=nonsense").status_code == 400


def test_what_is_pinned_stands_above_the_stream_once(cast):
    item = cast.items["open", "published"]
    item.pin(cast.host)
    html = cast.client("outsider").get("/g/open/").content.decode()
    assert html.count(f'id="c-{item.pk}"') == 1
    assert 'id="pinned"' in html


def test_the_dot_goes_out_by_reading_and_reading_again_writes_nothing(cast, django_assert_num_queries):
    client = cast.client("member")
    home = client.get("/g/").content.decode()
    assert home.count("unread-dot")
    client.get("/g/open/")
    from kring.core.groups.models import Membership

    seen = Membership.objects.get(person=cast.member, group=cast.groups["open"]).seen_at
    assert seen is not None
    client.get("/g/open/")
    assert Membership.objects.get(person=cast.member, group=cast.groups["open"]).seen_at == seen


def test_a_group_page_costs_few_queries(cast, django_assert_max_num_queries):
    client = cast.client("member")
    client.get("/g/open/")
    with django_assert_max_num_queries(14):
        client.get("/g/open/")


def test_newcomers_are_welcomed_until_they_put_it_away(cast):
    marker = next(word for word, what in cast.meaning.items() if what == "the welcome of open")
    client = cast.client("member")
    assert marker in client.get("/g/open/").content.decode()
    for _again in range(2):
        assert client.post("/g/open/do/welcomed/").status_code == 302
    assert marker not in client.get("/g/open/").content.decode()
    assert marker not in cast.client("outsider").get("/g/open/").content.decode()


def test_the_reason_to_ask_is_for_hosts(cast):
    why = next(word for word, what in cast.meaning.items() if what.startswith("why the outsider"))
    shown = {
        who for who, page in cast.as_each("get", "/g/closed/members/").items() if why in page.content.decode()
    }
    assert shown == {"host"}
    assert why in cast.client("outsider").get("/g/closed/").content.decode()


def test_guests_are_not_told_who_changed_what(cast):
    assert "What changed about this group" in cast.client("member").get("/g/project/about/").content.decode()
    assert (
        "What changed about this group" not in cast.client("guest").get("/g/project/about/").content.decode()
    )


def test_a_part_of_a_secret_group_does_not_name_it(cast):
    from kring.core.groups import verbs

    verbs.edit(cast.groups["open"], cast.host, parent=cast.groups["secret"])
    for path in ("/g/open/", "/g/open/about/", "/g/open/settings/", "/g/?tab=discover"):
        for who, answer in cast.as_each("get", path).items():
            assert cast.leaks(who, answer.content.decode()) == []
    assert "secret zq" in cast.client("member").get("/g/open/about/").content.decode()
