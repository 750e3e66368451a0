"""Addresses as people type them, and when two are the same."""

import hashlib
import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|_hs\w+")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
ODD = re.compile(r"[\x00-\x20\x7f<>\"\\^`{|}]")
LONGEST = 2000


def clean(typed: str) -> str:
    """The address as it is stored, with `https://` where none was typed; "" for what is none of a website."""
    typed = typed.strip()
    if not SCHEME.match(typed) or re.match(r"[\w.-]+:\d{1,5}(?:[/?#]|$)", typed):
        typed = f"https://{typed.removeprefix('//')}"
    if ODD.search(typed) or len(typed) > LONGEST:
        return ""
    try:
        parts = urlsplit(typed)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in ("http", "https") or parts.username is not None or not host:
        return ""
    if "." not in host and ":" not in host and host != "localhost":
        return ""
    place = f"[{host}]" if ":" in host else host
    place += f":{port}" if port else ""
    path, query, part = (
        quote(text, safe="/%:@!$&'()*+,;=~?-._[]") for text in (parts.path, parts.query, parts.fragment)
    )
    found = urlunsplit((parts.scheme.lower(), place, path or "/", query, part))
    return found if len(found) <= LONGEST else ""


def key(url: str) -> str:
    """The same for addresses that lead to the same: whatever the scheme, www., the end of the path, and what only tells where
    somebody came from. (A cleaned address.)"""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.fullmatch(name.lower())
    )
    part = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    same = f"{host}{port}{parts.path.rstrip('/')}?{urlencode(query)}#{part}"
    return hashlib.sha256(same.encode()).hexdigest()
