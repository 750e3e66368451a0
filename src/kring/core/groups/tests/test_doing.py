"""The forms on a group's pages: join, ask, answer, invite, appoint, change, switch; each sent by everybody, and twice."""

import io

import pytest
from PIL import Image

from kring.core.groups import verbs
from kring.core.groups.models import Group, GroupInvitation, JoinRequest, Membership


def role(group, person) -> str | None:
    return Membership.objects.filter(group=group, person=person).values_list("role", flat=True).first()


def go(client, path, data=None, **extra):
    return client.post(path, data or {}, **extra)


def test_only_a_post_does_something(cast):
    for path in ("do/join/", "members/member/", "requests/1/"):
        assert cast.client("host").get(f"/g/open/{path}").status_code == 405


def test_joining_and_leaving_by_each(cast):
    assert cast.statuses("post", "/g/open/do/join/") == {
        "manager": 302,
        "host": 302,
        "member": 302,
        "outsider": 302,
        "guest": 404,
        "nobody": 302,
    }
    group = cast.groups["open"]
    assert role(group, cast.outsider) == role(group, cast.manager) == "member"
    assert role(group, cast.guest) is None
    for _again in range(2):
        assert go(cast.client("outsider"), "/g/open/do/leave/").url == "/g/open/"
    assert role(group, cast.outsider) is None
    assert cast.statuses("post", "/g/closed/do/join/", who=("outsider", "manager")) == {
        "outsider": 403,
        "manager": 403,
    }
    assert cast.statuses("post", "/g/secret/do/join/", who=("outsider", "guest")) == {
        "outsider": 404,
        "guest": 404,
    }
    assert cast.client("host").post("/g/open/do/explode/").status_code == 404


def test_leaving_a_secret_group_twice_tells_nothing(cast):
    client = cast.client("member")
    answers = [
        go(client, "/g/secret/do/leave/"),
        go(client, "/g/secret/do/leave/"),
        go(client, "/g/none/do/leave/"),
    ]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/g/")] * 3
    assert client.get("/g/secret/").status_code == 404


def test_asking_and_taking_it_back(cast):
    client, group = cast.client("manager"), cast.groups["closed"]
    for _again in range(2):
        assert go(client, "/g/closed/do/ask/", {"note": "Let me <b>in</b>" + "!" * 400}).url == "/g/closed/"
    asked = JoinRequest.objects.get(group=group, person=cast.manager)
    assert len(asked.note) == 300
    html = client.get("/g/closed/").content.decode()
    assert "Let me &lt;b&gt;in" in html and "do/withdraw/" in html
    for _again in range(2):
        assert go(client, "/g/closed/do/withdraw/").status_code == 302
    assert not JoinRequest.objects.filter(person=cast.manager).exists()


@pytest.mark.parametrize("answer", ["approve", "decline"])
def test_answering_a_request_by_each(cast, answer):
    group = cast.groups["closed"]
    asked = JoinRequest.objects.get(group=group)
    path = f"/g/closed/requests/{asked.pk}/"
    others = cast.statuses(
        "post", path, {"answer": answer}, who=("manager", "member", "outsider", "guest", "nobody")
    )
    assert others == {"manager": 403, "member": 403, "outsider": 403, "guest": 404, "nobody": 302}
    assert JoinRequest.objects.filter(pk=asked.pk).exists()
    assert go(cast.client("host"), path, {"answer": "perhaps"}).status_code == 404
    for _again in range(2):
        assert go(cast.client("host"), path, {"answer": answer}).url == "/g/closed/members/"
    assert role(group, cast.outsider) == ("member" if answer == "approve" else None)


def test_a_request_is_looked_up_through_its_group(cast):
    asked = JoinRequest.objects.get(group=cast.groups["closed"])
    go(cast.client("host"), f"/g/open/requests/{asked.pk}/", {"answer": "approve"})
    assert JoinRequest.objects.filter(pk=asked.pk).exists()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_finding_people_to_invite(cast, headers):
    client = cast.client("host")
    html = client.get("/g/secret/invite/?q=outsider", headers=headers).content.decode()
    assert 'name="handle" value="outsider"' in html
    assert go(client, "/g/secret/invite/", {"handle": "outsider"}).status_code == 302
    assert 'name="withdraw" value="outsider"' in client.get("/g/secret/invite/?q=outsider").content.decode()
    page = cast.client("outsider").get("/g/secret/").content.decode()
    assert "You are invited" in page and "do/accept/" in page
    directory = cast.client("outsider").get("/g/").content.decode()
    assert "secret zq" in directory and "/g/secret/do/accept/" in directory
    go(cast.client("outsider"), "/g/secret/do/decline/")
    assert cast.client("outsider").get("/g/secret/").status_code == 404
    assert go(cast.client("outsider"), "/g/secret/do/accept/").status_code == 404
    assert not GroupInvitation.objects.exists()


def test_members_are_not_suggested_and_guests_only_to_hosts(cast):
    def suggested(who, word):
        return (
            f'name="handle" value="{word}"'
            in cast.client(who).get(f"/g/open/invite/?q={word}").content.decode()
        )

    assert suggested("host", "outsider") and suggested("member", "outsider")
    assert not suggested("host", "member")
    assert suggested("host", "guest") and not suggested("member", "guest")
    assert go(cast.client("member"), "/g/open/invite/", {"handle": "guest"}).status_code == 403
    assert go(cast.client("host"), "/g/open/invite/", {"handle": "nobody-at-all"}).status_code == 404


def test_appointing_and_removing_by_each(cast):
    path = "/g/closed/members/member/"
    others = ("manager", "member", "outsider", "guest", "nobody")
    for do in ("host", "remove"):
        assert cast.statuses("post", path, {"do": do}, who=others) == {
            "manager": 403,
            "member": 403,
            "outsider": 403,
            "guest": 404,
            "nobody": 302,
        }
    group, client = cast.groups["closed"], cast.client("host")
    for _again in range(2):
        assert go(client, path, {"do": "host"}).status_code == 302
        assert role(group, cast.member) == "host"
    go(client, path, {"do": "member"})
    assert role(group, cast.member) == "member"
    answer = go(client, path, {"do": "remove"})
    assert answer.url == "/g/closed/members/?removed=member"
    assert "Invite again" in client.get(answer.url).content.decode()
    assert go(client, path, {"do": "remove"}).status_code == 302
    assert go(client, "/g/closed/members/host/", {"do": "remove"}).status_code == 400  # the last host stays
    assert role(group, cast.host) == "host"


def test_searching_members(cast):
    html = cast.client("member").get("/g/open/members/?q=host").content.decode()
    found = html[html.index('id="found"') : html.index("</main>")]
    assert "/people/host/" in found and "/people/member/" not in found
    assert (
        "Nobody here is called that" in cast.client("member").get("/g/open/members/?q=zzz").content.decode()
    )


def settings_of(group: Group, **changes) -> dict:
    from kring.core.groups.forms import as_typed

    return {name: "" if value is None else value for name, value in (as_typed(group) | changes).items()}


def test_changing_the_settings_by_each(cast):
    group = cast.groups["closed"]
    data = settings_of(group, name="Renamed", description="**Bold** <script>alert(1)</script>")
    others = ("manager", "member", "outsider", "guest", "nobody")
    refused = cast.statuses("post", "/g/closed/settings/", data, who=others)
    assert refused == {"manager": 403, "member": 403, "outsider": 403, "guest": 404, "nobody": 302}
    assert go(cast.client("host"), "/g/closed/settings/", data).status_code == 302
    group.refresh_from_db()
    assert group.name == "Renamed" and group.slug == "closed"
    assert "<strong>Bold</strong>" in group.description and "script" not in group.description


def test_what_nobody_touched_stays_as_it_was(cast):
    group = cast.groups["open"]
    rich = '<p>With a <a href="https://example.org" title="kept" rel="nofollow noopener">link</a></p>'
    Group.objects.filter(pk=group.pk).update(description=rich)
    group.refresh_from_db()
    data = settings_of(group, name="Other name")
    data["description"] = data["description"].replace("\n", "\r\n")
    go(cast.client("host"), "/g/open/settings/", data)
    group.refresh_from_db()
    assert (group.name, group.description) == ("Other name", rich)


def test_a_form_that_was_opened_before_somebody_elses_change(cast):
    group = cast.groups["open"]
    data = settings_of(group, name="Mine")
    verbs.edit(group, cast.host, welcome="<p>Theirs</p>")
    answer = go(cast.client("host"), "/g/open/settings/", data)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Somebody changed this group" in html and 'value="Mine"' in html
    assert Group.objects.get(pk=group.pk).welcome == "<p>Theirs</p>"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "id_name"),
        ({"name": "x" * 200}, "id_name"),
        ({"access": "wide"}, "id_access"),
        ({"parent": "99"}, "id_parent"),
    ],
)
def test_an_error_stands_beside_its_field_and_keeps_what_was_typed(cast, changes, field):
    data = settings_of(cast.groups["open"], welcome="Typed at length", **changes)
    answer = go(cast.client("host"), "/g/open/settings/", data)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="{field}_error"' in html and "Typed at length" in html


def test_the_organisations_own_settings_have_no_access(cast):
    html = cast.client("manager").get("/g/everyone/settings/").content.decode()
    assert 'name="access"' not in html and 'name="parent"' not in html and "do/archive/" not in html
    data = settings_of(cast.groups["everyone"], name="Us", access="secret")
    assert go(cast.client("manager"), "/g/everyone/settings/", data).status_code == 302
    assert Group.objects.get(is_everyone=True).access == "open"


def picture(size=(800, 300)) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, "#2a6").save(file, "PNG")
    file.seek(0)
    file.name = "cover.png"
    return file


def test_a_picture_on_top(cast):
    group, client = cast.groups["open"], cast.client("host")
    assert go(client, "/g/open/settings/", settings_of(group) | {"cover": picture()}).status_code == 302
    group.refresh_from_db()
    assert group.cover
    assert group.cover_url in client.get("/g/open/").content.decode()
    go(client, "/g/open/settings/", settings_of(group) | {"remove_cover": "on"})
    group.refresh_from_db()
    assert group.cover == ""
    broken = io.BytesIO(b"no picture")
    broken.name = "cover.png"
    answer = go(client, "/g/open/settings/", settings_of(group) | {"cover": broken})
    assert answer.status_code == 422 and 'id="id_cover_error"' in answer.content.decode()


def test_starting_a_group(cast):
    data = {
        "name": "  Reading   club ",
        "description": "A *book* a month",
        "access": "closed",
        "token": "0" * 32,
    }
    answers = cast.as_each("post", "/g/new/", data)
    assert {who: answer.status_code for who, answer in answers.items()} == {
        "manager": 302,
        "host": 302,
        "member": 302,
        "outsider": 302,
        "guest": 403,
        "nobody": 302,
    }
    again = go(cast.client("member"), "/g/new/", data)
    assert again.url == answers["member"].url
    group = Group.objects.get(slug=again.url.split("/")[2])
    assert (group.name, group.access, role(group, cast.member)) == ("Reading club", "closed", "host")
    wrong = go(cast.client("member"), "/g/new/", {"name": "", "description": "kept", "access": "closed"})
    assert wrong.status_code == 422 and "kept" in wrong.content.decode()


def test_archiving_and_undoing_it(cast):
    client = cast.client("host")
    for verb, archived in (("archive", True), ("archive", True), ("unarchive", False)):
        assert go(client, f"/g/open/do/{verb}/").url == "/g/open/"
        assert Group.objects.get(slug="open").is_archived is archived
    assert cast.statuses("post", "/g/open/do/archive/", who=("member", "outsider")) == {
        "member": 403,
        "outsider": 403,
    }


def test_switching_a_feature_in_one_group(cast):
    client = cast.client("host")
    data = {"feature-updates": "off", "feature-comments": "inherit"}
    assert go(client, "/g/open/settings/features/", data).status_code == 302
    page = client.get("/g/open/settings/features/").content.decode()
    assert "posts are hidden, not deleted" in page
    item = cast.items["open", "published"]
    assert client.get(item.get_absolute_url()).status_code == 404
    assert client.get(cast.items["closed", "published"].get_absolute_url()).status_code == 200
    go(client, "/g/open/settings/features/", {"feature-updates": "inherit"})
    assert client.get(item.get_absolute_url()).status_code == 200
    assert go(client, "/g/open/settings/features/", {"feature-updates": "sideways"}).status_code == 400
    others = cast.statuses(
        "post", "/g/open/settings/features/", data, who=("member", "outsider", "guest", "nobody")
    )
    assert others == {"member": 403, "outsider": 403, "guest": 404, "nobody": 302}


def test_a_next_page_elsewhere_is_not_followed(cast):
    assert (
        go(cast.client("outsider"), "/g/open/do/join/", {"next": "https://evil.example/"}).url == "/g/open/"
    )
    assert (
        go(cast.client("outsider"), "/g/open/do/leave/", {"next": "/g/?tab=discover"}).url
        == "/g/?tab=discover"
    )
