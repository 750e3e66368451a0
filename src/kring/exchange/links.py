"""Links between records and mentions of people, in bodies that have become HTML."""

import html
import re
from collections.abc import Callable
from urllib.parse import quote, unquote

LINK = re.compile(r'<a ([^<>]*?)href="kring:([^"#]*)(?:#([^"]*))?"([^<>]*)>(kring:[^<]*</a>)?')
ADDRESS = re.compile(r'href="kring:([^"#]*)(?:#[^"]*)?"')
ANCHORED = re.compile(r'href="kring:([^"#]*)#[^"]+"')
FILE = re.compile(r'(src|href)="files/([^"]+)"')
PICTURE = re.compile(r'<a [^<>]*>|</a>|<img\b([^<>]*?)src="files/([^"]+)"([^<>]*)>')
NBSP = "\u00a0"
ALT = re.compile(r'alt="([^"]*)"')


def has_links(body: str) -> bool:
    return 'href="kring:' in body


def named(body: str) -> set[str]:
    """The ids, and @handles, that the links of a body name."""
    return {unescape(id) for id in ADDRESS.findall(body)}


def anchored(body: str) -> set[str]:
    """The ids of which a body names a part."""
    return {unescape(id) for id in ANCHORED.findall(body)}


def unescape(value: str) -> str:
    return unquote(html.unescape(value))


def escape(value: str) -> str:
    return html.escape(value, quote=True)


def resolved(body: str, find: Callable[[str, str], tuple[str, str, str] | None]) -> tuple[str, bool]:
    """(body, whether any link is still open). `find(id, anchor)` gives (address, words, more attributes) or None;
    the words stand where the link had none of its own."""
    still_open = False

    def link(match: re.Match) -> str:
        nonlocal still_open
        before, id, anchor, after, shown = match.groups()
        found = find(unescape(id), unescape(anchor or ""))
        if found is None:
            still_open = True
            return match[0]
        address, words, more = found
        opening = f'<a {before}href="{escape(address)}"{more}{after}>'
        if is_bare(shown or "", id, anchor):
            return f"{opening}{html.escape(words, quote=False).replace(NBSP, '&nbsp;')}</a>"
        return opening + (shown or "")

    return LINK.sub(link, body), still_open


def is_bare(shown: str, id: str, anchor: str | None) -> bool:
    """Whether a link shows nothing but its own address."""
    return unescape(shown.removesuffix("</a>")) == unescape(f"kring:{id}{f'#{anchor}' if anchor else ''}")


def file_paths(body: str) -> list[str]:
    """The files of the package that a body shows or links to."""
    return list(dict.fromkeys(unescape(path) for _, path in FILE.findall(body))) if '="files/' in body else []


def with_files(body: str, find: Callable[[str], tuple[str, bool] | None]) -> str:
    """The body with addresses of real files. `find(path)` gives (address, whether it is a picture), or None; what is no
    picture is linked instead of shown, and what isn't there leaves its words."""

    in_link = False

    def picture(match: re.Match) -> str:
        nonlocal in_link
        if match[2] is None:
            in_link = match[0] != "</a>"
            return match[0]
        before, path, after = match.groups()
        found = find(unescape(path))
        if found and found[1]:
            return f'<img {before.lstrip()}src="{escape(found[0])}"{after}>'
        words = ALT.search(match[0])
        name = html.escape(unescape(path).rsplit("/", 1)[-1], quote=False)
        words = words[1].replace("&quot;", '"') if words and words[1] else name
        if not found or in_link:
            return words
        return f'<a href="{escape(found[0])}" rel="nofollow noopener">{words}</a>'

    def address(match: re.Match) -> str:
        found = find(unescape(match[2]))
        return f'{match[1]}="{escape(found[0]) if found else "#"}"'

    return FILE.sub(address, PICTURE.sub(picture, body))


def file_address(id: int, name: str) -> str:
    return f"/files/{id}/{quote(name)}"
