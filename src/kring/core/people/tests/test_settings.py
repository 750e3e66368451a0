"""One's own settings: saved by the same verbs, mistakes beside the field with what was typed kept."""

import io

import pytest
from PIL import Image

from kring.core.activity.models import Event
from kring.core.people.models import Person
from tests.cast import PASSWORD

FORM = {"name": "Mem Ber", "title": "Tester", "working_days": ["1", "3"], "theme": "dark", "language": "nl"}
PAGES = ("/settings/", "/settings/account/", "/settings/sessions/", "/settings/colleagues/")


@pytest.mark.parametrize("page", PAGES)
def test_for_everybody_who_is_signed_in(cast, page):
    codes = cast.statuses("get", page)
    assert codes.pop("nobody") == 302
    assert set(codes.values()) == {200}
    for who in codes:
        assert cast.leaks(who, cast.client(who).get(page).content.decode()) == []


def test_saving_the_profile(cast):
    more = {
        "manager": f"{cast.host.name} (@host)", "expertise": "Python, Gardening , python", "bio": "Me.",
        "start_date": "2020-02-03", "time_zone": "Europe/London", "location": "Attic", "department": "R&D",
    }  # fmt: skip
    assert cast.client("member").post("/settings/", FORM | more).status_code == 302
    person = Person.objects.get(handle="member")
    assert (person.name, person.title, person.theme, person.language) == ("Mem Ber", "Tester", "dark", "nl")
    assert (
        person.working_days == [1, 3]
        and person.manager == cast.host
        and str(person.start_date) == "2020-02-03"
    )
    assert set(person.expertise.values_list("name", flat=True)) == {"python", "Gardening"}
    page = cast.client("member").get("/settings/").content.decode()
    assert 'lang="nl"' in page and 'data-theme="dark"' in page and "(@host)" in page and "Gardening" in page
    event = Event.objects.get(verb="people.edited")
    assert "theme" in event.data["fields"] and event.person == cast.member
    cast.client("member").post("/settings/", FORM | more)
    assert Event.objects.filter(verb="people.edited").count() == 1  # nothing changed, nothing happened


def test_what_is_private_is_no_event(cast):
    client = cast.client("member")
    client.post("/settings/theme/", {"theme": "dark"})
    assert Person.objects.get(handle="member").theme == "dark"
    assert client.post("/settings/theme/", {"theme": "pink"}).status_code == 404
    assert client.get("/settings/theme/").status_code == 405
    assert not Event.objects.filter(verb="people.edited").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "x" * 200), ("manager", "Nobody Known"), ("manager", "@member"), ("start_date", "soon"),
        ("working_days", ["9"]), ("language", "xx"), ("time_zone", "Mars/Base"), ("theme", "pink"),
        ("bio", "x" * 3000), ("expertise", ",".join(f"t{n}" for n in range(30))), ("title", "bad\0byte"),
    ],
)  # fmt: skip
def test_mistakes(cast, field, value):
    answer = cast.client("member").post("/settings/", FORM | {"title": "Kept as typed"} | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in page
    assert field == "title" or 'value="Kept as typed"' in page
    assert Person.objects.get(handle="member").title == ""


def test_a_guest_finds_only_people_they_know(cast):
    client = cast.client("guest")
    assert client.get("/settings/colleagues/", {"manager": "outsider"}).content.strip() == b""
    assert b"(@host)" in client.get("/settings/colleagues/", {"manager": "host"}).content
    answers = [client.post("/settings/", FORM | {"manager": who}) for who in ("@outsider", "@nobody.at.all")]
    assert {a.status_code for a in answers} == {422}
    assert all("Nobody here is called this" in a.content.decode() for a in answers)
    assert client.post("/settings/", FORM | {"manager": "@host"}).status_code == 302


def test_the_address_needs_the_password(cast, letters):
    client = cast.client("member")
    form = {"what": "email", "email-email": "New@Kring.test"}
    assert client.post("/settings/account/", form | {"email-current": "wrong"}).status_code == 422
    taken = client.post(
        "/settings/account/", form | {"email-email": "HOST@kring.test", "email-current": PASSWORD}
    )
    assert "Somebody else uses" in taken.content.decode()
    assert client.post("/settings/account/", form | {"email-current": PASSWORD}).status_code == 302
    assert Person.objects.get(handle="member").email == "new@kring.test"
    assert [letter.to for letter in letters()] == [["member@kring.test"]]  # the old address is told


def test_who_has_no_password_yet_may_choose_one(cast):
    cast.member.set_unusable_password()
    cast.member.save(update_fields=["password"])
    client = cast.client("member")
    assert "Your password now" not in client.get("/settings/account/").content.decode()
    client.post("/settings/account/", {"what": "password", "password-new": "zes paarse fietsen"})
    assert Person.objects.get(handle="member").check_password("zes paarse fietsen")


def picture(size=(900, 600)) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG")
    out.seek(0)
    out.name = "me.jpg"
    return out


def test_a_picture(cast):
    client = cast.client("member")
    assert (
        client.post(
            "/settings/picture/", {"picture": picture(), "x": "0", "y": "0", "size": "600"}
        ).status_code
        == 302
    )
    person = Person.objects.get(handle="member")
    assert person.avatar_url in client.get("/people/member/").content.decode()
    assert client.get(person.avatar_url)["Content-Type"] == "image/webp"
    client.post("/settings/picture/", {"remove": "1"})
    assert Person.objects.get(handle="member").avatar == ""


def test_what_is_no_picture(cast):
    bad = io.BytesIO(b"<svg onload=alert(1)>")
    bad.name = "me.jpg"
    for form in ({"picture": bad}, {}):
        answer = cast.client("member").post("/settings/picture/", form)
        assert answer.status_code == 422 and 'id="picture-error"' in answer.content.decode()
    assert cast.client("member").get("/settings/picture/").status_code == 405
