"""What no browser sends: a clear page with a 4xx, never a stack trace, and nothing is changed."""

from urllib.parse import urlencode, urljoin

import pytest
from django.test import Client

from tests.addresses import addresses, filled
from tests.cast import client_of

pytestmark = pytest.mark.django_db
NUMBERS = [0, 2**31, 2**63 - 1, 2**63, 2**70, 10**30]
QUERIES = [
    "before",
    "comments",
    "q",
    "page",
    "kind",
    "group",
    "next",
    "token",
    "after",
    "edit",
    "sort",
    "from",
]
VALUES = [
    "%00",
    "%ff%fe",
    "%ED%A0%80",
    "'\"><script>",
    "-1",
    "0",
    "9" * 50,
    "1e9",
    "%2e%2e/",
    "a" * 5000,
    "💥",
    "１",
    "[]",
    "%0d%0aX:1",
]


@pytest.fixture
def member(cast):
    return cast.client("member")


def clear(response, where: str) -> None:
    """Not a crash, and a page (or notice) that says something."""
    assert response.status_code < 500, (where, response.status_code)
    text = "" if response.streaming else response.content.decode(errors="replace")
    assert "Traceback" not in text, where
    if (
        response.status_code >= 400
        and response.request["REQUEST_METHOD"] != "HEAD"
        and response.status_code != 405
    ):
        assert len(text) > 15, (where, response.status_code, text)


def broken(cast):
    """Every pattern with numbers, slugs and handles that can't be."""
    for pattern in addresses():
        odd = {
            "slug": ["no", "a" * 300, "%00", "%ff"],
            "handle": ["nobody-here", "%00", "%ff", "..", "a" * 900, "@@", "💥"],
        }
        odd |= dict.fromkeys(
            (
                "id",
                "comment_id",
                "revision_id",
                "list_id",
                "newsletter_id",
                "part_id",
                "content_id",
                "conversation_id",
                "message_id",
                "asked_id",
                "photo_id",
            ),
            NUMBERS,
        ) | {key: ["%00", "x" * 400, "..%2f..%2fx", "%ff"] for key in ("token", "name")}
        odd["verb"] = ["explode", "bin"]
        good = {"id": cast.items["open", "published"].pk, "comment_id": cast.comments["open", "published"].pk,
                "revision_id": 1, "list_id": 1, "device_id": 1, "newsletter_id": 1, "part_id": 1, "content_id": 1, "conversation_id": 1, "message_id": 1, "asked_id": 1, "photo_id": 1, "slug": "open", "handle": "host", "verb": "pin", "token": "x", "name": "x"}  # fmt: skip
        for parameter in pattern.parameters:
            for value in odd.get(parameter, ["x"]):
                yield pattern.fill(**(good | {parameter: value}))


@pytest.mark.parametrize("method", ["get", "post"])
def test_numbers_and_names_that_cannot_be(cast, member, method):
    for path in broken(cast):
        clear(getattr(member, method)(path), path)


def test_questions_that_make_no_sense(cast, member):
    item = cast.items["open", "published"].pk
    thorough = ["/", "/g/open/", f"/c/{item}/", "/new/"]
    others = ["/g/", "/g/open/members/", f"/c/{item}/history/", f"/c/{item}/reactions/", "/people/host/", "/drafts/", "/bin/",
              "/settings/", "/accounts/login/", "/g/new/", "/search/", "/people/"]  # fmt: skip
    for path in thorough + others:
        for name in QUERIES if path in thorough else QUERIES[:4]:
            for value in VALUES if name == "before" or path == "/" else VALUES[:3]:
                where = f"{path}?{name}={value}"
                clear(member.get(where), where)
        clear(member.get(f"{path}?%00=1&%ff=2&=&&;a[b]=c"), path)
    manager = cast.client("manager")
    for path in (
        "/manage/",
        "/manage/people/",
        "/manage/groups/",
        "/manage/features/",
        "/manage/organisation/",
    ):
        for value in VALUES:
            clear(manager.get(f"{path}?q={value}&page={value}&role={value}"), path)


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "head", "trace"])
def test_methods_that_nobody_uses(cast, member, method):
    for pattern in addresses():
        for path in sorted(filled(cast, pattern, {"open"}, people=["host"], verbs=1))[:2]:
            clear(getattr(member, method)(path), f"{method} {path}")


FORMS = {
    "nothing": {},
    "numbers": dict.fromkeys(("group", "version", "parent", "id", "person", "comment", "topics"), "9" * 40),
    "NUL": dict.fromkeys(("body", "title", "name", "q", "next", "token", "reaction", "handle", "email", "group", "kind"), "a\0b"),
    "surrogates": dict.fromkeys(("body", "title", "name", "token", "kind", "reaction"), "\udcff\ud800"),
    "control": dict.fromkeys(("body", "title", "name", "note", "bio", "description"), "\x02csrf:\x03\x1b[31m\x7f\u202e"),
    "long": dict.fromkeys(("body", "title", "name", "handle", "email", "reaction", "kind", "next", "token", "note"), "x" * 200_000),
    "wrong": {"next": "//evil.example/x", "token": "no-uuid", "reaction": "explode", "kind": "spaceship", "group": "x", "state": "maybe",
              "role": "king", "access": "hidden", "time_zone": "Mars/Base", "language": "xx", "working_days": "9", "start_date": "31-31"},
    "markup": dict.fromkeys(("body", "title", "name", "note", "bio", "description", "welcome"), "<img src=x onerror=alert(1)>[x](javascript:1)"),
}  # fmt: skip


def surrogate_safe(data: dict) -> str:
    return urlencode(data, encoding="utf-8", errors="surrogatepass")


@pytest.mark.parametrize("form", FORMS)
def test_forms_that_nobody_filled_in(cast, form):
    body = surrogate_safe(FORMS[form])
    for who in ("host", "manager"):
        client = cast.client(who)
        for pattern in addresses():
            if who == "manager" and not pattern.route.startswith(("manage/", "people/")):
                continue
            if "logout" in pattern.route or pattern.name in (
                "person_end",
                "settings_account",
                "settings_sessions",
            ):
                continue
            for path in sorted(filled(cast, pattern, {"open"}, people=["member"], verbs=None))[:3]:
                response = client.post(path, body, content_type="application/x-www-form-urlencoded")
                clear(response, f"{who} {path}")
                location = response.headers.get("Location", "/")
                assert urljoin("http://testserver/x/", location).startswith("http://testserver/"), (
                    path,
                    location,
                )
    for path in (
        "/",
        "/g/",
        "/g/open/",
        f"/c/{cast.items['open', 'published'].pk}/",
        "/people/host/",
        "/drafts/",
        "/bin/",
    ):
        page = cast.client("host").get(path)  # whatever was kept of it can still be read by everybody
        clear(page, path)
        assert "onerror=" not in page.content.decode().replace("&lt;img src=x onerror=", ""), path
        assert "javascript:1" not in page.content.decode().replace("](javascript:1)", ""), path


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe\x00body=x", "application/x-www-form-urlencoded"),
        (b"body=%ff%fe", "application/x-www-form-urlencoded; charset=utf-16"),
        (b"body=x", "application/x-www-form-urlencoded; charset=no-such-charset"),
        (b"body=x", "application/x-www-form-urlencoded; charset=base64"),
        (b"{", "application/json"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
        (b"", "multipart/form-data; boundary="),
        (b"--x\r\nContent-Disposition: form-data; name=\"a\"; filename=\"\x00/../../e\"\r\n\r\nx\r\n--x--\r\n", "multipart/form-data; boundary=x"),
        (b"x" * 100, ""),
        (b"body=" + b"x" * (6 * 1024 * 1024), "application/x-www-form-urlencoded"),
        (b"&".join(b"f%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
    ],
    ids=["bytes", "utf16", "charset", "codec", "json", "broken parts", "no boundary", "empty boundary", "file name", "no type",
         "6 MB", "2000 fields"],
)  # fmt: skip
def test_bodies_that_cannot_be_read(cast, member, body, content_type):
    item = cast.items["open", "published"].pk
    for path in (
        "/new/",
        f"/c/{item}/comments/",
        f"/c/{item}/react/",
        "/g/new/",
        "/settings/",
        "/accounts/login/",
    ):
        response = member.generic("POST", path, body, content_type=content_type)
        clear(response, path)
    if len(body) > 10_000:
        assert member.generic("POST", "/new/", body, content_type=content_type).status_code == 413


HEADERS = [
    {"Cookie": "kring_session=" + "x" * 5000},
    {"Cookie": "kring_session=\x00\xff; kring_csrf=\xff"},
    {"Cookie": "kring_session=' OR 1=1 --; =; ;;"},
    {"Accept-Language": "x" * 3000 + ",,;q=zz,nl;q=9e99"},
    {"X-Request-ID": "\r\nSet-Cookie: a=b"},
    {"HX-Request": "true", "HX-Current-URL": "http://[bad", "HX-Target": "\xff", "HX-Trigger-Name": "\x00"},
    {"Referer": "http://[bad\xff"},
    {"Host": "evil.example:99999"},
    {"Host": "[::1"},
    {"If-Modified-Since": "yesterday", "If-None-Match": "\xff", "Range": "bytes=9-1"},
    {"X-Forwarded-For": "nobody\x00", "X-Forwarded-Proto": "\xff"},
    {"User-Agent": "\xff" * 2000},
]


@pytest.mark.parametrize("headers", HEADERS, ids=lambda h: next(iter(h)))
def test_headers_that_nobody_sends(cast, headers):
    for person in (None, cast.member):
        client = client_of(person)
        if "Cookie" in headers and person:
            continue
        for path in ("/", "/accounts/login/", f"/c/{cast.items['open', 'published'].pk}/", "/nowhere/"):
            clear(client.get(path, headers=headers), path)
            clear(client.post(path, {"login": "x", "password": "y"}, headers=headers), path)


def test_an_unknown_address_is_a_page_with_a_way_out(cast, member):
    for client in (member, Client()):
        for path in (
            "/no/such/page/",
            "/c/x/",
            "/%00",
            "/%ff/",
            "/c//",
            "/..%2f..%2fetc/passwd",
            "/static/nothing.css",
        ):
            answer = client.get(path)
            assert answer.status_code in (301, 302, 400, 404), path
            if answer.status_code == 404 and not path.startswith("/static"):
                assert 'href="/"' in answer.text, path
