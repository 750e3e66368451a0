"""`[[Page name]]` and `[[Page name|other words]]` in the text of a page: links to pages of the same group.

In a page's cached text they are marks, so that a page which is made, renamed or binned later is linked, or isn't.
"""

import html
import re
from urllib.parse import quote

from kring.core.content import text
from kring.core.content.later import later

PARTS = re.compile(r"(<(?:pre|code|a)\b.*?</(?:pre|code|a)>|<[^>]*>)", re.S)
FIRST = re.compile(r"<(h[234])\b[^>]*>(.*?)</\1>\s*", re.S)
NAME = re.compile(r"\[\[([^\[\]|<>\n]{1,250})(?:\|([^\[\]<>\n]{1,250}))?\]\]")


def marked(body: str, page: int) -> str:
    """Clean HTML with a mark of the overlay for each name; what stands in code or a link stays as it is."""

    def mark(match: re.Match) -> str:
        name, words = html.unescape(match[1]).strip(), html.unescape(match[2] or "").strip()
        return later("wiki", "name", page, quote(name, safe=""), quote(words, safe=""))

    return _each(body, mark)


def bare(body: str) -> str:
    return _each(body, lambda match: (match[2] or match[1]).strip())


def untitled(body: str, title: str) -> str:
    """Without a first heading that says the title again, as imported pages often have one."""
    match = FIRST.match(body)
    return body[match.end() :] if match and text.plain(match[2]).casefold() == title.casefold() else body


def _each(body: str, replace) -> str:
    if "[[" not in body:
        return body
    return "".join(part if n % 2 else NAME.sub(replace, part) for n, part in enumerate(PARTS.split(body)))
