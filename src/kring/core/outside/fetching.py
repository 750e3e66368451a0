"""Fetch something from the internet on behalf of people, safely: for previews of links, and for feeds.

    page = fetch("https://example.org/", types=("text/html",), most=1_000_000)

Call it in a task, never in a request. What it gives back was written by strangers: clean it.
"""

import errno
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urljoin

from django.conf import settings
from urllib3 import ProxyManager
from urllib3.exceptions import HTTPError, NewConnectionError

from kring.core.outside.addresses import Target, Unreachable, resolve, target
from kring.core.outside.connections import Clock, pool, proxied

__all__ = ["Fetched", "Mark", "Unreachable", "fetch"]
HOPS = 5
SECONDS = 15.0
PIECE = 64 * 1024
MOVED = {301, 302, 303, 307, 308}
NO_WAY = {errno.ENETUNREACH, errno.ENETDOWN}
LONGEST_MARK = 500


@dataclass(frozen=True)
class Mark:
    """By what a website knows whether something has changed since it was fetched."""

    etag: str = ""
    modified: str = ""

    def asked(self) -> dict[str, str]:
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class Fetched:
    """`url` is where it was found in the end; `charset` what the answer says, if anything; `cut`: there was more; `unchanged`: it is
    as it was at `mark`, and not sent again."""

    url: str
    type: str
    charset: str
    body: bytes
    cut: bool = False
    unchanged: bool = False
    mark: Mark = Mark()


def fetch(
    url: str,
    types: tuple[str, ...],
    most: int,
    cut: bool = False,
    seconds: float = SECONDS,
    since: Mark | None = None,
) -> Fetched:
    """What stands at `url`, at most `most` bytes of it as they are when they are unpacked: what is larger is refused, or cut. With
    `since` it is sent only where it has changed.

    `types` are the media types that are wanted ("image/" stands for all of its sort). At most five redirects are followed, each
    looked at as the first one was. No cookies, no password, no referrer. Raises Unreachable, which says why.
    """
    with Clock(seconds) as clock:
        for _hop in range(HOPS + 1):
            place = target(url)
            with _answer(place, types, clock, since or Mark()) as answer:
                if answer.status in MOVED and answer.headers.get("Location"):
                    url = urljoin(url, answer.headers["Location"])
                    continue
                return _taken(answer, place, types, most, cut, clock)
    raise Unreachable("it leads on and on")


@contextmanager
def _answer(place: Target, types: tuple[str, ...], clock: Clock, since: Mark):
    """The head of the answer; its body is read by who wants it."""
    headers = {
        "User-Agent": agent(),
        "Accept": ", ".join(f"{type}*" if type.endswith("/") else type for type in types),
        "Accept-Encoding": "gzip",
    } | since.asked()
    options: dict = {"redirect": False, "retries": False, "preload_content": False, "headers": headers}
    way = _way(place, clock)
    answer = None
    try:
        address = place.url if isinstance(way, ProxyManager) else _path(place.url)
        answer = way.urlopen("GET", address, **options)
        yield answer
    except (HTTPError, OSError, ValueError) as error:
        if clock.is_over:
            raise Unreachable("it took too long", "time") from None
        raise Unreachable(f"no answer: {error}"[:300], "way" if _has_no_way(error) else "answer") from None
    finally:
        if answer is not None:
            answer.close()
        getattr(way, "close", getattr(way, "clear", None))()


def _has_no_way(error: Exception) -> bool:
    """Whether it is this server that can't get out, rather than the other one that doesn't answer."""
    cause = error.__cause__ if isinstance(error, NewConnectionError) else error
    return isinstance(cause, OSError) and cause.errno in NO_WAY


def _way(place: Target, clock: Clock):
    """Straight there; or through the organisation's proxy, which looks names up itself and has to refuse private ones."""
    proxy = settings.CONFIG.outside_proxy
    if not proxy or place.trusted:
        return pool(place, resolve(place), clock)
    try:
        resolve(place)
    except Unreachable as why:
        if why.reason == "private":
            raise
    return proxied(proxy, clock)


def _path(url: str) -> str:
    """What follows the host."""
    rest = url.partition("#")[0].partition("://")[2]
    for number, letter in enumerate(rest):
        if letter in "/?":
            return rest[number:] if letter == "/" else "/" + rest[number:]
    return "/"


def _taken(answer, place: Target, types, most: int, cut: bool, clock: Clock) -> Fetched:
    mark = Mark(_short(answer.headers.get("ETag")), _short(answer.headers.get("Last-Modified")))
    if answer.status == 304:
        return Fetched(place.url, "", "", b"", unchanged=True, mark=mark)
    if answer.status != 200:
        after = str(answer.headers.get("Retry-After", ""))
        seconds = int(after) if after.isdecimal() and len(after) < 8 else 0
        raise Unreachable(f"it answered {answer.status}", "status", answer.status, seconds)
    head = Message()
    head["Content-Type"] = answer.headers.get("Content-Type", "application/octet-stream")
    type = head.get_content_type()
    if not any(type == wanted or (wanted.endswith("/") and type.startswith(wanted)) for wanted in types):
        raise Unreachable(f"it is {type[:60]}", "sort")
    body = bytearray()
    while len(body) <= most:
        if clock.is_over:
            raise Unreachable("it took too long", "time")
        piece = answer.read(PIECE, decode_content=True)  # unpacked, and never more than asked for
        if not piece:
            return Fetched(place.url, type, str(head.get_content_charset() or ""), bytes(body), mark=mark)
        body += piece
    if not cut:
        raise Unreachable("it is too large", "large")
    return Fetched(
        place.url, type, str(head.get_content_charset() or ""), bytes(body[:most]), cut=True, mark=mark
    )


def _short(header) -> str:
    """A header that is sent back as it came; "" where it can't be, or is longer than anybody needs."""
    told = str(header or "")
    return told if told.isascii() and told.isprintable() and len(told) <= LONGEST_MARK else ""


def agent() -> str:
    """Who asks, so that whoever is asked knows whom to write to."""
    name = "".join(c for c in settings.CONFIG.name if c.isascii() and c.isprintable() and c not in "();")
    return f"Kring/1 ({name.strip() or 'intranet'}; +{settings.BASE_URL})"
