"""One-time links: looking doesn't use them up, using does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kring.core.people import verbs
from kring.core.people.models import LoginLink, Session


@pytest.fixture
def link(cast):
    return verbs.login_link(cast.member).partition("localhost:8000")[2]


def test_only_the_button_uses_it(cast, browser, link):
    for _ in range(3):
        page = browser.get(link)
        assert page.status_code == 200 and "Sign in as Member" in page.content.decode()
    browser.head(link)
    assert browser.post(link).url == "/"
    assert Session.objects.filter(person=cast.member).count() == 1
    assert browser.get("/settings/").status_code == 200


BY_HAND = {"sec-fetch-dest": "document", "sec-fetch-mode": "navigate", "sec-fetch-site": "none"}


def test_opened_by_hand_it_signs_in_at_once_and_once(cast, browser, link):
    assert browser.get(link, headers=BY_HAND).url == "/"
    assert browser.get("/settings/").status_code == 200
    assert Client().get(link, headers=BY_HAND).status_code == 410


@pytest.mark.parametrize(
    "other",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-dest": "iframe"},
        {"sec-fetch-mode": "no-cors"},
        {"sec-purpose": "prefetch"},
    ],
)
def test_another_site_a_frame_or_a_preview_gets_the_button(browser, link, other):
    assert "Sign in as Member" in browser.get(link, headers=BY_HAND | other).content.decode()
    assert not LoginLink.objects.exclude(used_at=None).exists()


def test_who_is_signed_in_is_asked_first(cast, link):
    answer = cast.client("host").get(link, headers=BY_HAND)
    assert "You are signed in as Host" in answer.content.decode()


def test_it_works_once(cast, browser, link):
    browser.post(link)
    again = Client().post(link)
    assert again.status_code == 410 and "any more" in again.content.decode()
    assert Client().get(link).status_code == 410
    assert browser.post(link).url == "/"  # a second click in the same browser: in is in


@pytest.mark.parametrize("spoil", ["expire", "end", "password", "invent"])
def test_it_doesn_t_work_when_it_shouldn_t(cast, browser, link, spoil):
    if spoil == "expire":
        LoginLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif spoil == "end":
        verbs.deactivate(cast.member, cast.manager)
    elif spoil == "password":
        verbs.set_password(cast.member, "zeven groene bussen")
    else:
        link = "/in/invented-by-somebody/"
    assert browser.get(link).status_code == 410
    assert browser.post(link).status_code == 410


def test_it_changes_who_is_signed_in(cast, link):
    browser = cast.client("host")
    assert "You are signed in as Host" in browser.get(link).content.decode()
    browser.post(link)
    assert browser.get("/people/member/").content.decode().count("Edit my profile") == 1


def test_no_token_is_stored(cast, link):
    token = link.split("/")[-2]
    assert token not in str(list(LoginLink.objects.values()))


def test_guessing_is_slow(cast, browser):
    codes = [browser.post(f"/in/guess{n}/").status_code for n in range(25)]
    assert codes[0] == 410 and codes[-1] == 429
