"""Where somebody is signed in: to be seen by them alone, and ended at once."""

import re
from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from kring.core.people import devices, verbs
from kring.core.people.housekeeping import forget_ways_in
from kring.core.people.models import Session
from tests.cast import PASSWORD

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


def signed_in(person, agent=PHONE) -> Client:
    browser = Client(HTTP_USER_AGENT=agent)
    browser.force_login(person)
    browser.get("/settings/")
    return browser


def names(page) -> list[str]:
    return [n for n in re.findall(r'name="end" value="([^"]+)"', page.content.decode()) if n != "others"]


def test_the_list(cast, browser, enter):
    enter(browser, "member")
    Client().post("/accounts/login/", {"login": "member", "password": PASSWORD}, HTTP_USER_AGENT=PHONE)
    text = browser.get("/settings/sessions/").content.decode()
    assert "Firefox on Linux" in text and "Safari on iPhone" in text and "127.0.0.1" in text
    assert text.count("This one") == 1
    for key in Session.objects.values_list("session_key", flat=True):
        assert key not in text


def test_ending_one_works_at_once(cast):
    here, there, third = (signed_in(cast.member) for _ in range(3))
    name = names(here.get("/settings/sessions/"))
    ended = next(n for n in name if n == Session.objects.get(session_key=there.session.session_key).name)
    assert here.post("/settings/sessions/", {"end": ended}).status_code == 302
    assert there.get("/settings/").status_code == 302
    assert third.get("/settings/").status_code == 200
    assert here.post("/settings/sessions/", {"end": ended}, follow=True).status_code == 200  # a second click


def test_ending_all_others(cast):
    here, there, third = (signed_in(cast.member) for _ in range(3))
    stranger = signed_in(cast.host)
    here.post("/settings/sessions/", {"end": "others"})
    assert [b.get("/settings/").status_code for b in (here, there, third, stranger)] == [200, 302, 302, 200]


def test_nobody_else_s(cast):
    mine, theirs = signed_in(cast.member), signed_in(cast.host)
    name = Session.objects.get(session_key=theirs.session.session_key).name
    mine.post("/settings/sessions/", {"end": name})
    assert theirs.get("/settings/").status_code == 200
    assert name not in mine.get("/settings/sessions/").content.decode()


def test_a_request_under_way_doesn_t_bring_an_ended_session_back(cast):
    browser = signed_in(cast.member)
    Session.objects.all().delete()
    assert browser.get("/settings/").status_code == 302
    assert not Session.objects.filter(person=cast.member).exists()


def test_changing_the_password_ends_the_others(cast, letters):
    here, there = signed_in(cast.member), signed_in(cast.member)
    wrong = here.post(
        "/settings/account/",
        {"what": "password", "password-current": "x", "password-new": "zes paarse fietsen"},
    )
    assert wrong.status_code == 422 and there.get("/settings/").status_code == 200
    data = {"what": "password", "password-current": PASSWORD, "password-new": "zes paarse fietsen"}
    assert here.post("/settings/account/", data).status_code == 302
    assert here.get("/settings/").status_code == 200
    assert there.get("/settings/").status_code == 302
    assert [letter.to for letter in letters()] == [["member@kring.test"]]


def test_a_password_changed_behind_its_back_ends_a_session_too(cast):
    browser = signed_in(cast.member)
    cast.member.set_password("zes paarse fietsen")
    cast.member.save(update_fields=["password"])  # without a new version, as Django's own commands do
    assert browser.get("/settings/").status_code == 302


def test_an_ended_account_is_out_at_once(cast):
    browser = signed_in(cast.member)
    verbs.deactivate(cast.member, cast.manager)
    assert browser.get("/settings/").status_code == 302


def test_only_unused_sessions_end(cast):
    browser = signed_in(cast.member)
    Session.objects.update(
        expire_date=timezone.now() + timedelta(days=2), seen_at=timezone.now() - timedelta(hours=1)
    )
    answer = browser.get("/settings/sessions/")
    assert settings.SESSION_COOKIE_NAME in answer.cookies
    assert Session.objects.get().expire_date > timezone.now() + timedelta(
        days=settings.CONFIG.session_days - 1
    )
    assert settings.SESSION_COOKIE_NAME not in browser.get("/settings/sessions/").cookies
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert browser.get("/settings/").status_code == 302
    assert forget_ways_in() == 1


def test_devices_in_words():
    assert devices.words("") == "A browser that doesn't say which"
    edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0"
    assert devices.words(edge) == "Edge on Windows"
    assert devices.is_handheld(PHONE) and not devices.is_handheld(edge)
