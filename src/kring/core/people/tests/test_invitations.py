"""Invitations: who may send which, what they make, and that they work once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kring.core.people import verbs
from kring.core.people.models import Invitation, Person, Session
from kring.core.refused import Refused

WELCOME = {"name": "Noor Nieuw", "handle": "", "email": "noor@kring.test", "password": "zes paarse fietsen"}


def path(url: str) -> str:
    return url.partition("localhost:8000")[2]


@pytest.fixture
def link(cast):
    return path(
        verbs.invite(cast.manager, email="noor@kring.test", name="Noor", groups=[cast.groups["open"]])[1]
    )


def test_an_account_is_made(cast, browser, link):
    page = browser.get(link).content.decode()
    assert "Manager" in page and 'value="noor@kring.test"' in page and 'value="Noor"' in page
    assert browser.post(link, WELCOME).url == "/"
    noor = Person.objects.get(handle="noor.nieuw")
    assert noor.email == "noor@kring.test" and noor.role == "member" and noor.language == "en"
    assert set(noor.memberships.values_list("group__slug", flat=True)) == {"everyone", "open"}
    assert browser.get("/people/noor.nieuw/").content.decode().count("Edit my profile") == 1
    invitation = Invitation.objects.get()
    assert invitation.accepted_by == noor and invitation.accepted_at


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", "", "required"),
        ("handle", "Not Good", "small letters"),
        ("handle", "member", "already exists"),
        ("handle", "invite", "free"),
        ("email", "no address", "valid"),
        ("email", "MEMBER@kring.test", "Somebody else"),
        ("password", "short", "too short"),
        ("password", "password123", "too common"),
        ("password", "noor nieuw", "similar"),
    ],
)
def test_mistakes_are_said_beside_the_field(cast, browser, link, field, value, words):
    answer = browser.post(link, WELCOME | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    said = page.partition(f'id="id_{field}_error"')[2].partition("</div>")[0]
    assert words.lower() in said.lower()
    kept = {"name": "Noor Nieuw", "email": "noor@kring.test"} | (
        {field: value} if field != "password" else {}
    )
    for text in kept.values():
        assert f'value="{text}"' in page or not text
    assert "zes paarse fietsen" not in page
    assert not Person.objects.filter(name="Noor Nieuw").exists()
    assert browser.post(link, WELCOME).status_code == 302  # and then it works


def test_sent_twice(cast, browser, link):
    browser.post(link, WELCOME)
    other = Client()  # a second click whose first answer got lost, so without its cookie
    assert other.post(link, WELCOME).url == "/"
    assert Person.objects.filter(email="noor@kring.test").count() == 1
    assert Session.objects.filter(person__email="noor@kring.test").count() == 2
    assert browser.post(link, WELCOME).url == "/"
    stranger = Client().post(link, WELCOME | {"password": "somebody else's guess"})
    assert stranger.status_code == 410
    assert Client().get(link).status_code == 410


def test_two_at_once_for_one_handle(cast, browser, link, monkeypatch):
    form = WELCOME | {"handle": "noor", "email": "other@kring.test"}
    monkeypatch.setattr("kring.core.people.forms.Welcome.validate_unique", lambda self: None)
    verbs.arrive(name="Noor Eerder", handle="noor")
    answer = browser.post(link, form)
    assert answer.status_code == 409 and "Choose another" in answer.content.decode()
    assert browser.post(link, form | {"handle": "noor2"}).status_code == 302


@pytest.mark.parametrize("spoil", ["expire", "demote", "end", "withdraw", "invent"])
def test_it_doesn_t_work_when_it_shouldn_t(cast, browser, link, spoil):
    other = verbs.arrive(name="Another Manager", role="manager")
    if spoil == "expire":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif spoil == "demote":
        verbs.set_role(cast.manager, "member", by=other)
    elif spoil == "end":
        verbs.deactivate(cast.manager, by=other)
    elif spoil == "withdraw":
        cast.client("manager").post(f"/people/invite/{Invitation.objects.get().pk}/withdraw/")
    else:
        link = "/welcome/invented/"
    before = Person.objects.count()
    assert browser.get(link).status_code == 410
    assert browser.post(link, WELCOME).status_code == 410
    assert Person.objects.count() == before


def test_a_group_that_closed_its_door_meanwhile(cast, browser):
    link = path(verbs.invite(cast.manager, groups=[cast.groups["open"]])[1])
    type(cast.groups["open"]).objects.filter(slug="open").update(access="secret")
    browser.post(link, WELCOME)
    assert set(Person.objects.get(name="Noor Nieuw").memberships.values_list("group__slug", flat=True)) == {
        "everyone"
    }


def test_for_who_is_signed_in_it_makes_nothing(cast, link):
    page = cast.client("member").get(link)
    assert page.status_code == 200 and "You are here already" in page.content.decode()
    cast.client("member").post(link, WELCOME)
    assert not Person.objects.filter(name="Noor Nieuw").exists()


@pytest.mark.parametrize(
    ("who", "role", "groups", "may"),
    [
        ("manager", "member", [], True),
        ("manager", "manager", [], True),
        ("manager", "guest", ["open"], True),
        ("manager", "guest", [], False),
        ("manager", "member", ["closed"], False),
        ("manager", "member", ["secret"], False),
        ("host", "guest", ["closed"], True),
        ("host", "guest", ["secret", "open"], True),
        ("host", "guest", ["everyone"], False),
        ("host", "guest", [], False),
        ("host", "member", ["open"], False),
        ("host", "manager", [], False),
        ("member", "guest", ["open"], False),
        ("outsider", "member", [], False),
        ("guest", "guest", ["project"], False),
    ],
)
def test_who_invites_whom_to_where(cast, who, role, groups, may):
    def attempt():
        return verbs.invite(cast[who], email="x@y.test", role=role, groups=[cast.groups[g] for g in groups])

    if may:
        assert attempt()[0].is_open
    else:
        with pytest.raises(Refused):
            attempt()


def test_the_page_is_for_managers_and_hosts(cast):
    codes = cast.statuses("get", "/people/invite/")
    assert codes == {"manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 403, "nobody": 302}
    host = cast.client("host").get("/people/invite/").content.decode()
    assert 'value="guest"' in host and 'value="manager"' not in host
    for who in ("manager", "host"):
        assert cast.leaks(who, cast.client(who).get("/people/invite/").content.decode()) == []


def test_many_at_once(cast, letters):
    lines = "a@kring.test\nBea de Boer <B@kring.test>; c@kring.test,a@kring.test\n\nmember@kring.test"
    form = {"addresses": lines, "role": "member"}
    page = cast.client("manager").post("/people/invite/", form).content.decode()
    invited = Invitation.objects.order_by("email")
    assert [(i.email, i.name) for i in invited] == [
        ("a@kring.test", ""),
        ("b@kring.test", "Bea de Boer"),
        ("c@kring.test", ""),
    ]
    assert all(i.url in page for i in invited)
    assert "Has an account already" in page
    sent = letters()
    assert {
        letter.to[0]: path(invited.get(email=letter.to[0]).url) in letter.body for letter in sent
    } == dict.fromkeys(["a@kring.test", "b@kring.test", "c@kring.test"], True)
    again = cast.client("manager").post("/people/invite/", form).content.decode()  # sent twice
    assert Invitation.objects.count() == 3 and len(letters()) == 3
    assert all(i.url in again for i in invited)


@pytest.mark.parametrize(
    "lines", ["nonsense", "a@kring.test\nnonsense", "<a@kring.test", "a@b@c", "\n \n", "x@" + "y" * 300]
)
def test_nothing_is_sent_while_a_line_is_wrong(cast, lines):
    answer = cast.client("manager").post("/people/invite/", {"addresses": lines, "role": "member"})
    assert answer.status_code == 422 and 'id="id_addresses_error"' in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_host_s_form_can_t_be_bent(cast):
    for form in (
        {"role": "manager"},
        {"role": "guest"},
        {"role": "guest", "groups": [cast.groups["everyone"].pk]},
    ):
        answer = cast.client("host").post("/people/invite/", {"addresses": "x@y.test", **form})
        assert answer.status_code == 422, form
    assert not Invitation.objects.exists()


def test_withdrawing_is_for_who_invited_and_managers(cast):
    invitation, _url = verbs.invite(cast.host, email="x@y.test", role="guest", groups=[cast.groups["open"]])
    address = f"/people/invite/{invitation.pk}/withdraw/"
    for who in ("member", "outsider", "guest", "nobody"):
        cast.client(who).post(address)
        assert Invitation.objects.exists()
    assert cast.client("host").get(address).status_code == 404
    cast.client("host").post(address)
    assert not Invitation.objects.exists()


def test_the_link_stands_in_no_table(cast, link):
    assert link.split("/")[-2] not in str(list(Invitation.objects.values()))
