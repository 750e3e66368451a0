"""A new password by mail: the page says the same to everybody, the letter goes to whom it should."""

import re

import pytest
from django.contrib.auth.tokens import default_token_generator
from django_tasks_db.models import DBTaskResult

from kring.core.people import verbs
from kring.core.people.models import Session

NEW = "zeven groene bussen"


def ask(browser, name):
    return browser.post("/accounts/password/reset/", {"email": name}, follow=True)


def link_in(letter) -> str:
    return re.search(r"http://[^/]+(/accounts/password/reset/key/\S+)", letter.body)[1]


def test_the_same_page_and_the_same_work(cast, browser):
    pages = {}
    for name in ("member", "nobody.at.all", "member@kring.test", "x@y.test"):
        before = DBTaskResult.objects.count()
        pages[name] = ask(browser, name).content
        assert DBTaskResult.objects.count() == before + 1
    assert len({re.sub(rb"[A-Za-z0-9]{64}", b"", page) for page in pages.values()}) == 1


@pytest.mark.parametrize("name", ["member", "Member@kring.test", "@member"])
def test_the_letter_goes_to_the_account_s_address(cast, browser, letters, name):
    ask(browser, name)
    [letter] = letters()
    assert letter.to == [f"{cast.member.name} <member@kring.test>"]
    assert "@member" in letter.body and "password" in letter.subject


def test_who_was_imported_and_never_let_in_gets_none(cast, browser, letters):
    cast.outsider.set_unusable_password()
    cast.outsider.save(update_fields=["password"])
    type(cast.outsider).objects.filter(pk=cast.outsider.pk).update(last_login=None)
    ask(browser, "outsider@kring.test")
    assert letters() == []
    link = verbs.login_link(cast.outsider).partition("localhost:8000")[2]
    browser.post(link)
    ask(browser, "outsider@kring.test")
    assert len(letters()) == 1


@pytest.mark.parametrize("name", ["nobody.at.all", "x@y.test", "outsider", "member@kring.test@x.test"])
def test_nobody_else_gets_one(cast, browser, letters, name):
    verbs.deactivate(cast.outsider, cast.manager)
    ask(browser, name)
    assert letters() == []


def test_choosing_a_new_password(cast, browser, letters, enter):
    elsewhere = cast.client("member")
    ask(browser, "member")
    link = link_in(letters()[0])
    page = browser.get(link, follow=True)
    assert "Choose a new password" in page.content.decode()
    address = page.request["PATH_INFO"]
    assert "set-password" in address  # not the key, which the browser might tell to other places

    short = browser.post(address, {"password1": "short"})
    assert short.status_code == 422 and "too short" in short.content.decode()
    assert browser.post(address, {"password1": NEW}).status_code == 302
    assert browser.get("/settings/").status_code == 200
    assert elsewhere.get("/settings/").status_code == 302
    assert Session.objects.filter(person=cast.member).count() == 1

    browser.post("/accounts/logout/")
    assert browser.get(link).status_code == 410
    assert enter(browser, "member", NEW).status_code == 302
    assert [letter.subject for letter in letters()][-1:] == ["Your password for Kring has changed"]


def test_a_link_of_another_time_or_person(cast, browser):
    key = default_token_generator.make_token(cast.member)
    for address in ("1-abc-def", f"zzzz-{key}", "0-x", "99999999999999999999-x"):
        answer = browser.get(f"/accounts/password/reset/key/{address}/")
        assert answer.status_code == 410 and "any more" in answer.content.decode()


def test_not_too_often(cast, browser):
    codes = [browser.post("/accounts/password/reset/", {"email": "member"}).status_code for _ in range(7)]
    assert codes[0] == 302 and codes[-1] == 429


def test_mail_is_kept_where_no_server_is_set_up(tmp_path):
    from kring.project.mail import backend

    assert backend("", tmp_path) == (
        "django.core.mail.backends.filebased.EmailBackend",
        {"EMAIL_FILE_PATH": tmp_path / "mail"},
    )
