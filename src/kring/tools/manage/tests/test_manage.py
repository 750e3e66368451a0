"""The manager's pages: for managers only, and what they do."""

import pytest

from kring.core.activity.models import Event
from kring.core.features import registry, switches
from kring.core.features import verbs as switching
from kring.core.features.models import GroupSwitch
from kring.core.groups import verbs
from kring.core.groups.models import Membership
from kring.core.people import verbs as people
from kring.tools.manage.states import MEANING, rows

PAGES = ["/manage/", "/manage/features/", "/manage/groups/", "/manage/people/", "/manage/organisation/"]
OTHERS = ("host", "member", "outsider", "guest")


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_are_there_for_managers_only(cast, path, htmx):
    statuses = cast.statuses("get", path, headers=htmx)
    assert statuses == {"manager": 200, **dict.fromkeys(OTHERS, 404), "nobody": 401 if htmx else 302}


@pytest.mark.parametrize("path", ["/manage/features/updates/", "/manage/groups/secret/host/"])
def test_nobody_else_switches_or_takes_over(cast, path):
    assert cast.statuses("post", path, {"state": "off"}, who=(*OTHERS, "nobody")) == {
        **dict.fromkeys(OTHERS, 404),
        "nobody": 302,
    }
    assert cast.client("manager").get(path).status_code == 405
    assert switches.is_on("updates")
    assert Membership.objects.filter(group__slug="secret", role="host").count() == 1


def test_the_entry_in_the_rail_is_for_managers(cast):
    shown = {
        who for who, page in cast.as_each("get", "/g/").items() if 'href="/manage/"' in page.content.decode()
    }
    assert shown == {"manager"}


def test_managers_see_that_every_group_exists_and_nothing_that_is_said(cast):
    html = cast.client("manager").get("/manage/groups/").content.decode()
    assert cast.groups["secret"].name in html
    said = [cast.meaning[word] for word in cast.markers if word in html and "item in" in cast.meaning[word]]
    assert said == []
    assert 'href="/g/secret/"' not in html and 'href="/g/closed/"' in html


def test_groups_that_nobody_looks_after(cast):
    client = cast.client("manager")
    assert "Nobody</" not in client.get("/manage/groups/").content.decode()
    verbs.add(cast.groups["secret"], cast.outsider)
    people.deactivate(cast.host, by=cast.manager)
    html = client.get("/manage/groups/?show=unhosted").content.decode()
    assert cast.groups["secret"].name in html
    assert (
        "has no host" in client.get("/manage/").content.decode()
        or "have no host" in client.get("/manage/").content.decode()
    )


def test_becoming_host_twice(cast):
    client = cast.client("manager")
    for _again in range(2):
        assert client.post("/manage/groups/secret/host/").url == "/g/secret/"
    assert Membership.objects.get(group__slug="secret", person=cast.manager).role == "host"
    assert (
        Event.objects.filter(
            verb="groups.host_made", group=cast.groups["secret"], person=cast.manager
        ).count()
        == 1
    )
    assert client.post("/manage/groups/none/host/").status_code == 404


def test_finding_people(cast):
    people.deactivate(cast.outsider, by=cast.manager)
    client = cast.client("manager")

    def found(query):
        html = client.get(f"/manage/people/?{query}").content.decode()
        main = html[html.index('id="found"') : html.index("</main>")]
        return {
            who
            for who in ("manager", "host", "member", "outsider", "guest")
            if f'href="/people/{who}/"' in main
        }

    assert found("") == {"manager", "host", "member", "outsider", "guest"}
    assert found("show=managers") == {"manager"}
    assert found("show=guests") == {"guest"}
    assert found("show=ended") == {"outsider"}
    assert found("q=member@kring") == {"member"}
    assert found("q=nobody+like+this") == set()
    assert found("show=nonsense") == found("")


@pytest.mark.parametrize("state", MEANING)
def test_switching_says_what_members_see_and_undoes_it(cast, state):
    client = cast.client("manager")
    answer = client.post("/manage/features/reactions/", {"state": state})
    assert switches.board().platform.get("reactions", "on") == state
    page = client.get(answer.url.split("#")[0]).content.decode()
    assert ('name="undo"' in page) == (state != "on")
    if state != "on":
        assert 'name="state" value="on"' in page
        client.post("/manage/features/reactions/", {"state": "on", "undo": "1"})
        assert switches.board().platform["reactions"] == "on"
        assert Event.objects.filter(verb="features.switched").count() == 2


def test_switching_with_htmx_answers_with_the_row(cast):
    answer = cast.client("manager").post(
        "/manage/features/comments/", {"state": "off"}, headers={"HX-Request": "true"}
    )
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.count("<article") == 1 and "<html" not in html
    assert "Nobody sees it." in html and "Undo" in html


def test_what_cannot_be_switched(cast):
    client = cast.client("manager")
    assert client.post("/manage/features/manage/", {"state": "off"}).status_code == 400
    assert client.post("/manage/features/nothing/", {"state": "off"}).status_code == 404
    assert client.post("/manage/features/updates/", {"state": "sideways"}).status_code == 400
    assert client.get("/manage/").status_code == 200


def test_groups_that_deviate_are_named(cast):
    switching.switch_group("reactions", cast.groups["closed"], "off", by=cast.host)
    html = cast.client("manager").get("/manage/features/").content.decode()
    assert f"Off in: {cast.groups['closed'].name}" in html


@pytest.mark.django_db
@pytest.mark.parametrize("feature", ["updates", "comments"])
def test_the_sentence_agrees_with_the_switch(cast, feature):
    """“Everywhere”, “in n groups”, “nobody”: the same as the board says for every group."""
    groups = list(cast.groups.values())
    for state in MEANING:
        for choice in (None, "on", "off"):
            GroupSwitch.objects.all().delete()
            if choice:
                switching.switch_group(feature, groups[0], choice)
            switching.switch_platform(feature, state)
            on = sum(switches.is_on(feature, group.pk) for group in groups)
            effect = next(row for row in rows() if row.slug == feature).effect
            said = {
                0: "Nobody sees it",
                1: "Members see it in 1 group",
                len(groups) - 1: "except in 1 group",
                len(groups): "Members see it everywhere.",
            }[on]
            assert said in effect, (state, choice)


def test_every_feature_stands_on_the_page_once(cast):
    html = cast.client("manager").get("/manage/features/").content.decode()
    for slug in registry.features():
        assert html.count(f'id="feature-{slug}"') == 1
