"""What people see when something can't be done: always a page in their language, never a trace."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from kring.core.refused import Refused
from kring.core.web import errors

pytestmark = pytest.mark.django_db


def refuse(request):
    raise Refused("Only the “host” — an ëxample — can do this.")


def fail(request):
    raise RuntimeError("a secret detail")


def read(request):
    return HttpResponse(request.POST.get("text", ""))


urlpatterns = [path("refuse/", refuse), path("fail/", fail), path("read/", read)]
handler400, handler403, handler404, handler500 = (
    f"kring.core.web.errors.{name}"
    for name in ("bad_request", "permission_denied", "not_found", "server_error")
)


@pytest.fixture(autouse=True)
def only_these_addresses(monkeypatch):
    """The page around the message has links to all of Kring, which has no addresses here: the message stands alone."""
    monkeypatch.setattr(
        errors, "page", lambda request, template, status, **context: alone(template, status, context)
    )
    with override_settings(ROOT_URLCONF=__name__):
        yield


def alone(template, status, context):
    words = " ".join([template, *(str(value) for value in context.values())])
    return HttpResponse(words, status=status)


@pytest.fixture
def browser():
    return Client(raise_request_exception=False)


def test_a_refusal_is_a_page_with_the_reason(browser):
    answer = browser.get("/refuse/")
    assert answer.status_code == 403
    assert "Only the “host” — an ëxample — can do this." in answer.content.decode()


def test_a_refusal_leaves_the_page_of_htmx_as_it_is(browser):
    answer = browser.get("/refuse/", headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert answer["X-Reason"].isascii()
    assert "<" not in answer.content.decode()


def test_a_failure_shows_the_id_and_nothing_else(browser):
    answer = browser.get("/fail/")
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_a_page_that_fails_itself_still_says_something(browser, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(errors, "page", broken)
    answer = browser.get("/fail/")
    assert answer.status_code == 500
    assert "This is our fault" in answer.content.decode()


def test_errors_speak_the_language_of_the_browser(browser):
    answer = browser.get("/nowhere/", headers={"Accept-Language": "fr, nl;q=0.8, en;q=0.5"})
    assert answer.status_code == 404
    assert answer["Content-Language"] == "nl"
    assert "Accept-Language" in answer["Vary"]


@pytest.mark.parametrize("address", ["/read/?q=%00", "/read%00/", "/read/?q=a%00b"])
def test_a_nul_is_a_bad_request(browser, address):
    assert browser.get(address).status_code == 400


def test_too_many_fields_are_too_much(browser):
    answer = browser.post("/read/", {f"f{i}": "x" for i in range(1100)})
    assert answer.status_code == 413


def test_a_form_that_is_too_large_is_too_much(browser):
    answer = browser.post("/read/", {"text": "x" * 6_000_000})
    assert answer.status_code == 413


def test_wrong_encodings_are_no_failure(browser):
    form = "application/x-www-form-urlencoded"
    assert browser.post("/read/", b"text=\xff\xfe\x80", content_type=form).status_code == 200
    assert browser.post("/read/", b"text=%ff%fe", content_type=form).status_code == 200
    assert browser.post("/read/", b"text=x", content_type=f"{form}; charset=utf-16").status_code == 400
    assert browser.post("/read/", b"junk", content_type="multipart/form-data; boundary=x").status_code in (
        200,
        400,
    )
    assert browser.post("/read/", b"junk", content_type="multipart/form-data").status_code == 400


class TestStaleForms:
    def post(self, **headers):
        browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
        texts = {"body": "A long story of mine", "password": "open sesame", "csrfmiddlewaretoken": "x" * 64}
        return browser.post("/read/", texts, headers=headers)

    def test_what_was_typed_is_shown_to_who_typed_it(self):
        answer = self.post(Referer="http://testserver/new/?kind=update")
        words = answer.content.decode()
        assert answer.status_code == 403
        assert "A long story of mine" in words
        assert "open sesame" not in words
        assert "/new/?kind=update" in words

    def test_a_form_of_another_site_is_not_repeated(self):
        words = self.post(Origin="https://evil.example", Referer="https://evil.example/x").content.decode()
        assert "A long story" not in words
        assert "evil" not in words
