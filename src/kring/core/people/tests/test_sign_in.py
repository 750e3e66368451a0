"""Signing in and out: by handle or e-mail address, never faster for who isn't there, not too often."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.utils import timezone

from kring.core.people import verbs
from kring.core.people.models import Person, Session
from tests.cast import PASSWORD

TOKEN = re.compile("[A-Za-z0-9]{64}")
WRONG = "don&#39;t belong together"


@pytest.mark.parametrize("name", ["member", " @Member ", "MEMBER@kring.test", "member@kring.test"])
def test_with_handle_or_address(cast, browser, enter, name):
    answer = enter(browser, name)
    assert (answer.status_code, answer.url) == (302, "/")
    assert browser.get("/settings/").status_code == 200


def test_the_session_knows_whose_it_is_and_from_where(cast, browser, enter):
    enter(browser, "member")
    session = Session.objects.get(person=cast.member)
    assert "Firefox" in session.user_agent and session.ip == "127.0.0.1"
    assert abs(session.created_at - timezone.now()) < timedelta(seconds=20)
    assert abs(session.seen_at - timezone.now()) < timedelta(seconds=20)
    Session.objects.update(created_at=timezone.now())  # what is saved again comes from the session itself
    browser.post(
        "/settings/account/",
        {"what": "password", "password-current": PASSWORD, "password-new": "zes paarse fietsen"},
    )
    again = Session.objects.get(person=cast.member)
    assert again.session_key != session.session_key and again.created_at == session.created_at


@pytest.mark.parametrize(
    ("wanted", "goes"),
    [
        ("/settings/", "/settings/"),
        ("https://evil.test/", "/"),
        ("//evil.test/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_goes_on_to_pages_of_ours_only(cast, browser, enter, wanted, goes):
    assert enter(browser, "member", next=wanted).url == goes


def test_next_survives_a_mistake(cast, browser, enter):
    page = enter(browser, "member", "wrong", next="/settings/").content.decode()
    assert '<input type="hidden" name="next" value="/settings/">' in page


def test_the_same_answer_whether_somebody_is_there_or_not(cast, browser, enter):
    Person.objects.create_user("without", "Without Password", None)
    verbs.deactivate(cast.outsider, cast.manager)
    names = ["member", "nobody.at.all", "member@kring.test", "nobody@kring.test", "without", "outsider"]
    pages = {}
    for name in names:
        answer = enter(browser, name, "not the password")
        assert answer.status_code == 422
        text = answer.content.decode()
        pages[name] = TOKEN.sub("", text).replace(f'value="{name}"', "")
        assert WRONG in text and f'value="{name}"' in text
        assert "not the password" not in text
    assert len(set(pages.values())) == 1


def test_an_account_that_has_ended_is_not_let_in(cast, browser, enter):
    verbs.deactivate(cast.outsider, cast.manager)
    assert WRONG in enter(browser, "outsider").content.decode()


def test_one_hash_whoever_is_asked_for(cast, browser, enter, monkeypatch):
    Person.objects.create_user("without", "Without Password", None)
    verbs.deactivate(cast.outsider, cast.manager)
    hashed, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args))
    for name in ("member", "nobody.at.all", "without", "outsider", "member@kring.test"):
        hashed.clear()
        enter(browser, name, "not the password")
        assert len(hashed) == 1, name
    hashed.clear()
    enter(browser, "member", "x" * 100_000)
    assert not hashed


def test_not_too_often_for_one_name(cast, browser, enter):
    for spelling in ("member", "MEMBER", "@member", " member", "member"):
        assert WRONG in enter(browser, spelling, "wrong").content.decode()
    assert "too often" in enter(browser, "member").content.decode()  # not even with the right password
    assert enter(browser, "host").status_code == 302


def test_not_too_often_from_one_place(cast, browser, enter):
    codes = [enter(browser, f"somebody{n}", "wrong").status_code for n in range(70)]
    assert codes[0] == 422 and codes[-1] == 429
    assert "too many attempts" in enter(browser, "member").content.decode()


def test_signing_out_takes_a_click(cast, browser, enter):
    enter(browser, "member")
    assert "Sign out?" in browser.get("/accounts/logout/").content.decode()
    assert Session.objects.filter(person=cast.member).exists()
    assert browser.post("/accounts/logout/").url == "/accounts/login/"
    assert not Session.objects.filter(person=cast.member).exists()
    assert browser.get("/settings/").status_code == 302


@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_signs_up(cast, browser, method):
    before = Person.objects.count()
    data = {"username": "intruder", "email": "i@x.test", "password1": "a long enough secret"}
    answer = getattr(browser, method)("/accounts/signup/", data)
    assert answer.status_code == 200 and "by invitation" in answer.content.decode()
    assert Person.objects.count() == before


@pytest.mark.parametrize(
    "page", ["email/", "password/set/", "password/change/", "confirm-email/", "login/code/", "inactive/"]
)
def test_only_the_pages_we_use_are_there(cast, browser, page):
    assert browser.get(f"/accounts/{page}").status_code == 404


def test_odd_bytes_are_no_error(cast, browser, enter):
    assert enter(browser, "mem\0ber", "x").status_code == 422
    assert enter(browser, "é" * 250, "ü\ud800".encode("utf-8", "surrogatepass")).status_code in (400, 422)
