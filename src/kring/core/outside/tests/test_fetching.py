"""A server of our own on this machine plays the internet; only the name `localhost` is allowed, `127.0.0.1` and all others aren't."""

import gzip
import threading
import time
from contextlib import suppress
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.core.outside import addresses
from kring.core.outside.fetching import Mark, Unreachable, fetch

HTML = ("text/html",)


class Odd(BaseHTTPRequestHandler):
    def do_GET(self):
        self.path = self.path.removeprefix("http://www.example.org")
        getattr(self, self.path.split("?")[0].strip("/").replace("/", "_") or "page")()

    def say(self, body: bytes, type="text/html; charset=utf-8", status=200, **headers):
        self.send_response(status)
        for name, value in {"Content-Type": type, "Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def page(self):
        told = f"{self.headers['User-Agent']}|{self.headers['Host']}|{self.headers.get('Cookie')}"
        self.say(f"<title>Hello</title>{told}".encode())

    def known(self):
        if self.headers.get("If-None-Match") == '"1"' or self.headers.get("If-Modified-Since"):
            return self.say(b"", status=304, ETag='"1"')
        self.say(b"<title>New</title>", ETag='"1"', Last_Modified="Sun, 22 Nov 2026 10:00:00 GMT")

    def busy(self):
        self.say(b"", status=429, Retry_After="120")

    def odd(self):
        self.say(b"x", ETag="x" * 5000, Last_Modified="\x7f")

    def to(self):
        self.say(b"", status=302, Location=unquote(self.path.partition("?")[2]))

    def round(self):
        self.say(b"", status=302, Location="/round", Set_Cookie="a=b")

    def large(self):
        self.say(b"x" * 300_000)

    def endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b"x" * 65536)

    def bomb(self):
        self.say(gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def packed(self):
        self.say(gzip.compress(b"<title>Packed</title>"), Content_Encoding="gzip")

    def slow(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.trickle()

    def mute(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        self.trickle()

    def trickle(self):
        with suppress(OSError):
            for _ in range(60):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)

    def log_message(self, *_words):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Odd)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(server, settings) -> str:
    settings.CONFIG = replace(settings.CONFIG, outside_allow="localhost", name="Gemeente (Água)")
    return f"http://localhost:{server}"


def test_a_page_comes_as_it_is(site):
    found = fetch(f"{site}/page#part", HTML, 10_000)
    assert (found.type, found.charset, found.cut) == ("text/html", "utf-8", False)
    agent, host, cookie = found.body.decode().removeprefix("<title>Hello</title>").split("|")
    assert agent.startswith("Kring/1 (Gemeente gua;") and host == site[7:] and cookie == "None"
    assert fetch(f"{site}/packed", HTML, 10_000).body == b"<title>Packed</title>"
    assert fetch(f"{site}/to?/page", HTML, 10_000).url == f"{site}/page"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("round", "on and on"),
        ("large", "too large"),
        ("endless", "too large"),
        ("bomb", "too large"),
        ("nosuch", "no answer"),
    ],
)
def test_too_much_is_refused(site, path, why):
    with pytest.raises(Unreachable, match=why):
        fetch(f"{site}/{path}", HTML, 100_000)


def test_what_is_too_large_can_be_cut(site):
    for path in ("large", "endless", "bomb"):
        found = fetch(f"{site}/{path}", HTML, 100_000, cut=True)
        assert (len(found.body), found.cut) == (100_000, True)


def test_what_has_not_changed_is_not_sent_again(site):
    found = fetch(f"{site}/known", HTML, 1000)
    assert found.mark == Mark('"1"', "Sun, 22 Nov 2026 10:00:00 GMT") and not found.unchanged
    for mark in (found.mark, Mark(etag='"1"'), Mark(modified=found.mark.modified)):
        again = fetch(f"{site}/known", HTML, 1000, since=mark)
        assert again.unchanged and not again.body
    assert fetch(f"{site}/known", HTML, 1000, since=Mark('"0"')).body
    assert fetch(f"{site}/odd", HTML, 1000).mark == Mark(), "what can’t be sent back isn’t kept"


def test_why_not_can_be_told_to_people(site):
    def why(url, **options):
        with pytest.raises(Unreachable) as refused:
            fetch(url, HTML, 1000, **options)
        return refused.value

    busy = why(f"{site}/busy")
    assert (busy.reason, busy.status, busy.after) == ("status", 429, 120)
    assert why(f"{site}/large").reason == "large"
    assert why(f"{site}/slow", seconds=0.3).reason == "time"
    assert why("http://10.0.0.1/").reason == "private"
    assert why("http://no.such.invalid/").reason in ("name", "way")
    assert why("http://localhost:1/").reason == "answer"
    assert why("ftp://example.org/").reason == "address"


@pytest.mark.parametrize("path", ["slow", "mute"])
def test_who_says_it_letter_by_letter_is_hung_up(site, path):
    began = time.monotonic()
    with pytest.raises(Unreachable):
        fetch(f"{site}/{path}", HTML, 100_000, seconds=0.5)
    assert time.monotonic() - began < 10


def test_only_what_is_wanted(site):
    with pytest.raises(Unreachable, match="text/html"):
        fetch(f"{site}/page", ("image/",), 1000)


INWARD = [
    "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://2130706433/",
    "http://0177.0.0.1/", "http://0x7f.1/", "http://127.1/", "http://0.0.0.0/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.1/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://100.64.0.1/", "http://192.168.1.1/", "http://[fd00::1]/",
    "http://[fe80::1%25lo]/", "http://[::7f00:1]/", "http://[fec0::1]/", "http://224.0.0.1/", "http://255.255.255.255/",
]  # fmt: skip


@pytest.mark.parametrize("address", INWARD)
def test_nothing_beside_the_server_is_asked_not_even_by_a_redirect(site, address):
    for url in (address, f"{site}/to?{address}"):
        with pytest.raises(Unreachable):
            fetch(url, HTML, 1000, seconds=3)


@pytest.mark.parametrize(
    "url",
    ["file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "//example.org", "http://", "http://a:b@example.org/",
     "http://example.org:22/", "http://example.org:99999/", "http://ex ample.org/", "http://example.org/\r\nX: y", "javascript:1",
     "http://[::1", "http://exämple.org/", "http://example.org/" + "x" * 3000, ""],
)  # fmt: skip
def test_what_is_no_address_of_a_website(url):
    with pytest.raises(Unreachable):
        addresses.target(url)


def test_a_name_that_leads_inward_too_is_refused_and_asked_once(settings, monkeypatch):
    """One public address and one private: DNS rebinding lives on that."""
    settings.CONFIG = replace(settings.CONFIG, outside_allow="")
    asked = []

    def known(host, port, **_options):
        asked.append(host)
        return [(2, 1, 6, "", (number, port)) for number in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", known)
    with pytest.raises(Unreachable, match="private"):
        fetch("http://rebinding.example/", HTML, 1000)
    assert asked == ["rebinding.example"]


def test_the_connection_goes_to_the_number_that_was_looked_at(site, server, monkeypatch):
    """Whatever the name says afterwards."""
    numbers = iter([["127.0.0.1"]])
    monkeypatch.setattr("kring.core.outside.fetching.resolve", lambda _place: next(numbers))
    monkeypatch.setattr(addresses.socket, "getaddrinfo", _numbers_only)
    assert b"Hello" in fetch(f"{site}/page", HTML, 1000).body


def _numbers_only(host, port, *_arguments, **_options):
    assert host[0].isdigit(), f"{host} was looked up again"
    return [(2, 1, 6, "", (host, port))]


@given(st.ip_addresses(v=4))
def test_an_address_is_as_private_in_any_dress(inner):
    from ipaddress import IPv6Address

    for number in (f"::ffff:{inner}", str(IPv6Address((0x64FF9B << 96) + int(inner)))):
        assert addresses.is_public(number) <= addresses.is_public(str(inner))


def test_through_the_proxy_of_the_organisation(site, server, settings):
    settings.CONFIG = replace(settings.CONFIG, outside_proxy=f"http://127.0.0.1:{server}")
    assert b"|www.example.org|" in fetch("http://www.example.org/page", HTML, 1000).body
    for url in ("http://127.0.0.1/", "http://www.example.org/to?http://10.0.0.1/"):
        with pytest.raises(Unreachable, match="private"):
            fetch(url, HTML, 1000)
    with pytest.raises(Unreachable):
        fetch("http://www.example.org/slow", HTML, 1000, seconds=0.5)


def test_what_is_public():
    for number in ("8.8.8.8", "2a00:1450:400e:80c::200e", "64:ff9b::808:808"):
        assert addresses.is_public(number), number
