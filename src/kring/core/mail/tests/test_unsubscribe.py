"""Leaving mail with one click, by who has the mail and nothing else."""

import pytest
from django.test import Client

from kring.core.mail import outbox, problems, subscriptions
from kring.core.mail.models import NoMail
from kring.core.notify import preferences
from kring.core.notify.models import Mute

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"


def link(person, what="reason:mine", content=None) -> str:
    return subscriptions.address(person.pk, what, content.pk if content else None).removeprefix(HOST)


@pytest.fixture
def stranger():
    """A mail server that posts for its reader: no cookies, no token of a form."""
    return Client(enforce_csrf_checks=True)


def wanted(person) -> str:
    return preferences.channel(preferences.of(person), "mine", "mail")


def test_one_click(cast, stranger):
    preferences.save(cast.member, preset="everything")
    answer = stranger.post(link(cast.member), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and wanted(cast.member) == "off"
    assert wanted(cast.host) != "off"
    stranger.post(link(cast.member), {"List-Unsubscribe": "One-Click"})
    assert wanted(cast.member) == "off"


def test_looking_turns_nothing_off(cast, stranger):
    preferences.save(cast.member, preset="everything")
    page = stranger.get(link(cast.member, content=cast.items["secret", "published"])).content.decode()
    assert "Turn off" in page and wanted(cast.member) == "now"
    assert cast.leaks("nobody", page.replace(cast.member.name, "")) == []


def test_the_thread(cast, stranger):
    item = cast.items["secret", "published"]
    stranger.post(link(cast.member, content=item), {"what": f"thread:{item.pk}"})
    assert Mute.objects.filter(person=cast.member, content=item).exists()
    stranger.post(link(cast.member, content=item), {"what": f"thread:{item.pk}", "resume": "1"})
    assert not Mute.objects.exists()


def test_all_mail_and_back(cast, stranger):
    stranger.post(link(cast.member), {"what": "all"})
    assert NoMail.objects.filter(person=cast.member).exists()
    assert outbox.put("k", person=cast.member, template="mail/test", list_unsubscribe="digest") is None
    browser = cast.client("member")
    assert "You turned off all mail" in browser.get("/settings/").content.decode()
    assert browser.post("/settings/mail/again/").status_code == 302
    assert not NoMail.objects.exists()


def test_the_digest(cast, stranger):
    stranger.post(link(cast.member, "digest"), {"List-Unsubscribe": "One-Click"})
    assert preferences.of(cast.member).digest == "never"
    stranger.post(link(cast.member, "digest"), {"what": "digest", "resume": "1"})
    assert preferences.of(cast.member).digest == "daily"


@pytest.mark.parametrize("what", ["thread:1", "reason:mentioned", "digest", "nonsense"])
def test_a_link_turns_off_what_it_was_made_for(cast, stranger, what):
    assert stranger.post(link(cast.member), {"what": what}).status_code == 404
    assert not Mute.objects.exists() and preferences.of(cast.member).choices == {}


@pytest.mark.parametrize("token", ["x", "a:b:c", "WzEsImFsbCIsMF0:1abc:zzzz"])
def test_a_broken_link(cast, stranger, token):
    for answer in (stranger.get(f"/mail/unsubscribe/{token}/"), stranger.post(f"/mail/unsubscribe/{token}/")):
        assert answer.status_code == 404 and "isn’t complete" in answer.content.decode()


def test_an_address_that_bounces_is_told_to_its_owner(cast):
    problems.bounced("member@kring.test", "550 no such user", permanent=True)
    browser = cast.client("member")
    page = browser.get("/settings/account/").content.decode()
    assert "Mail to member@kring.test comes back" in page and "550 no such user" in page
    assert "comes back" not in cast.client("host").get("/settings/account/").content.decode()
    browser.post("/settings/mail/works/")
    assert problems.works("member@kring.test")


def test_only_managers_see_how_mail_goes(cast):
    problems.bounced("member@kring.test", "550 no such user", permanent=True)
    item = cast.items["secret", "published"]
    outbox.put("k", person=cast.host, template="mail/test", subject=item.title, content=item)
    pages = cast.as_each("get", "/manage/mail/?show=waiting")
    assert {who for who, page in pages.items() if page.status_code == 200} == {"manager"}
    page = pages["manager"].content.decode()
    assert "550 no such user" in page and "host@kring.test" in page
    assert item.title not in page, "how it goes, not what it says"
    cast.client("manager").post("/manage/mail/", {"works": "member@kring.test"})
    assert problems.works("member@kring.test")


def test_a_test_mail_says_what_is_wrong(cast, mail_server):
    browser = cast.client("manager")
    page = browser.post("/manage/mail/", {"test": "1"}, follow=True).content.decode()
    assert "took the test mail to manager@kring.test" in page
    assert mail_server.letters[0]["Subject"] == "Mail from Kring works"
    mail_server.answers["manager@kring.test"] = "550 5.7.1 Relaying denied"
    page = browser.post("/manage/mail/", {"test": "1"}, follow=True).content.decode()
    assert "5.7.1 Relaying denied" in page
    mail_server.stop()
    page = browser.post("/manage/mail/", {"test": "1"}, follow=True).content.decode()
    assert "The mail server 127.0.0.1 can’t be used" in page.replace("&#39;", "’") and "refused" in page
