"""By what an entry is known again when a feed is fetched anew."""

import hashlib
import re

from kring.tools.sources.looking import Found

WORLDWIDE = re.compile(r"https?://|urn:|tag:", re.I)
FRONT = re.compile(r"https?://(?:www\.)?", re.I)


def key(found: Found, feed: str) -> str:
    """Its guid, else its address, else its words; `feed` is the key of its feed. A guid that is an address, or says that it is
    one for the whole world, is the same in every feed; any other counts within its feed."""
    if found.guid:
        named = _plain(found.guid) if WORLDWIDE.match(found.guid) else f"{feed} {found.guid}"
    else:
        named = _plain(found.url) if found.url else f"{feed} {found.title}\n{found.summary}"
    return _hash(named)


def twin(found: Found) -> str:
    """The same address under the same title is the same article, also where its guid became another; "" without an address."""
    return _hash(f"{_plain(found.url)}\n{found.title.lower()}") if found.url else ""


def _plain(address: str) -> str:
    return FRONT.sub("", address).rstrip("/")


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
