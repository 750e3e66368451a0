"""Which pages a browser may keep to be read without a connection: a header that our service worker obeys, and a switch per device.

Kept are the pages of a signed-in person where people read and write: streams, items, people, groups, topics, their notifications and drafts.
Never settings, management, invitations, accounts, or what says no-store. They belong to one person; who signs out, or somebody else who
signs in, finds none.
"""

import re
from functools import lru_cache

from django.utils.crypto import salted_hmac

from kring.core.features import registry

HEADER = "X-Kring-Keep"
COOKIE = "kring_keep"
NOBODY = "nobody"
A_YEAR = 365 * 86400
KEPT = re.compile(
    r"/(?:|new/|c/\d+/|g/|g/(?!new/)[\w-]+/(?:(?!settings/|invite/)[\w-]+/)?|topics/(?:[\w-]+/)?|people/|people/(?!invite/)[\w.-]+/"
    r"|notifications/|drafts/)"
)


def keeps(request, person) -> bool:
    """May this device keep pages? Where nobody chose: yes, except for guests."""
    return {"1": True, "0": False}.get(request.COOKIES.get(COOKIE, ""), not person.is_guest)


def whose(request, person) -> str:
    """Whose pages this browser may have: a name that says nothing to others, with “-not” where it is to keep none."""
    if person is None:
        return NOBODY
    return name_of(person.pk) if keeps(request, person) else f"{name_of(person.pk)}-not"


def mark(request, response, person) -> None:
    """Say on an answer whose browser this is, and whether this is a page to keep (“passing”: it isn't)."""
    name = whose(request, person)
    whole = request.method == "GET" and response.status_code == 200 and not getattr(request, "htmx", None)
    response.headers[HEADER] = name if whole and may_keep(request.path) else f"{name} passing"


def may_keep(path: str) -> bool:
    return bool(KEPT.fullmatch(path)) or path in _of_kinds(registry.kinds)


@lru_cache(maxsize=2)
def _of_kinds(kinds) -> frozenset[str]:
    return frozenset(f"/{kind.path}/" for kind in kinds().values() if kind.path)


@lru_cache(maxsize=4096)
def visit(session_key: str | None) -> str:
    """What a page may call this sign-in: another one has another name."""
    return salted_hmac("kring.visit", session_key or "", algorithm="sha256").hexdigest()[:12]


@lru_cache(maxsize=4096)
def name_of(person_id: int) -> str:
    """What this browser calls a person in what it keeps."""
    return salted_hmac("kring.kept", str(person_id), algorithm="sha256").hexdigest()[:16]
