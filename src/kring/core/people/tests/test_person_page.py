"""Somebody's page, for each of the cast; and what managers do from there."""

import re

import pytest

from kring.core.content import verbs as content
from kring.core.people import verbs
from kring.core.people.models import Person
from kring.core.refused import Refused
from tests.cast import MEMBERS, SIGNED_IN, WHO


def may_know(viewer: str, person: str) -> bool:
    return viewer != "guest" or person in MEMBERS["project"]


@pytest.mark.parametrize("person", SIGNED_IN)
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_who_sees_whom_and_nothing_else(cast, person, headers):
    pages = cast.as_each("get", f"/people/{person}/", headers=headers)
    assert pages.pop("nobody").status_code == (401 if headers else 302)
    for who, page in pages.items():
        assert page.status_code == (200 if may_know(who, person) else 404), who
        assert cast.leaks(who, page.content.decode()) == [], who


def test_manager_and_reports_only_as_far_as_the_viewer_may_know(cast):
    verbs.edit(cast.host, manager=cast.outsider)
    verbs.edit(cast.manager, manager=cast.host)
    for who in ("guest", "member"):
        page = cast.client(who).get("/people/host/").content.decode()
        assert cast.leaks(who, page) == []
        assert (cast.outsider.name in page) is (who == "member")


def test_an_unknown_handle(cast):
    assert cast.statuses("get", "/people/no.one/", who=WHO[:5]) == dict.fromkeys(SIGNED_IN, 404)
    assert cast.client("member").get("/people/HOST/").status_code == 200


def test_the_stream_goes_on_without_repeating_or_skipping(cast):
    wanted = [
        content.post(cast.host, cast.groups["open"], "update", title=f"numbered {n:02}", body="<p>x</p>").pk
        for n in range(45)
    ]
    seen, address = [], "/people/host/"
    while address:
        page = cast.client("outsider").get(address).content.decode()
        seen += [int(part.split('"')[0]) for part in page.split('id="c-')[1:]]
        content.post(cast.host, cast.groups["open"], "update", title="meanwhile", body="<p>x</p>")
        older = re.search(r'hx-get="(/people/host/\?before=[^"]+)"', page)
        address = older and older[1]
    assert [pk for pk in seen if pk in wanted] == wanted[::-1]
    assert len(seen) == len(set(seen))
    assert cast.client("outsider").get("/people/host/?before=nonsense").status_code == 400


def test_an_account_that_has_ended(cast):
    verbs.deactivate(cast.member, cast.manager)
    page = cast.client("outsider").get("/people/member/").content.decode()
    assert "This account has ended" in page


@pytest.mark.parametrize("page", ["role", "end", "reopen"])
def test_only_managers_manage(cast, page):
    for method in ("get", "post"):
        codes = cast.statuses(
            method, f"/people/member/{page}/", {"role": "guest"}, who=("host", "member", "outsider", "nobody")
        )
        assert codes == {"host": 403, "member": 403, "outsider": 403, "nobody": 302}
    assert cast.client("guest").get(f"/people/outsider/{page}/").status_code == 404
    assert cast.client("manager").get(f"/people/member/{page}/").status_code == 200
    member = Person.objects.get(handle="member")
    assert member.is_active and member.role == "member"


def test_changing_a_role(cast):
    client = cast.client("manager")
    assert client.post("/people/outsider/role/", {"role": "emperor"}).status_code == 422
    client.post("/people/outsider/role/", {"role": "guest"})
    outsider = Person.objects.get(handle="outsider")
    assert outsider.is_guest and not outsider.memberships.exists()
    assert cast.client("outsider").get("/people/manager/").status_code == 404  # at once
    client.post("/people/outsider/role/", {"role": "manager"})
    outsider = Person.objects.get(handle="outsider")
    assert outsider.is_manager and outsider.memberships.get().role == "host"
    cast.groups["everyone"].refresh_from_db()
    assert cast.groups["everyone"].member_count == cast.groups["everyone"].memberships.count()


def test_ending_and_letting_in_again(cast):
    client = cast.client("manager")
    elsewhere = cast.client("member")
    assert "signed out everywhere" in client.get("/people/member/end/").content.decode()
    client.post("/people/member/end/")
    client.post("/people/member/end/")
    assert not Person.objects.get(handle="member").is_active
    assert elsewhere.get("/").status_code == 302
    client.post("/people/member/reopen/")
    assert Person.objects.get(handle="member").is_active


def test_a_platform_keeps_a_manager(cast):
    client = cast.client("manager")
    assert client.post("/people/manager/end/").status_code == 400
    assert client.post("/people/manager/role/", {"role": "member"}).status_code == 400
    with pytest.raises(Refused):
        verbs.deactivate(cast.member, by=cast.host)
    assert Person.objects.get(handle="manager").is_manager
