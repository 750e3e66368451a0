"""Text that people typed or an import brought, as clean HTML; and plain words from it."""

import html
import re

import nh3
from slugify import slugify

from kring.core.content import markdown, richtext


def from_markdown(source: str, names: bool = False) -> str:
    """Markdown (raw HTML in it allowed, and cleaned) as clean HTML. With `names`, `@handle` and `#topic` become links;
    whether there is such a person or topic, `naming.settled` says."""
    return clean(markdown.render(source, names))


def from_text(source: str) -> str:
    """Plain text as HTML: an empty line begins a paragraph, a line break stays one."""
    source = CONTROL.sub("", source).replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = re.split(r"\n\s*\n", source.strip())
    return "".join(
        f"<p>{html.escape(p, quote=False).replace(chr(10), '<br>').replace(chr(160), '&nbsp;')}</p>"
        for p in paragraphs
        if p.strip()
    )


def to_html(source: str, format: str) -> str:
    """Clean HTML from a body in one of the formats of the interchange: html, markdown or text."""
    return {"html": clean, "markdown": from_markdown, "text": from_text}[format](source)


def clean(source: str) -> str:
    """HTML with nothing in it that could run, load from elsewhere unasked, or break out of its place.

    The page has its own h1, so headings begin at h2; each gets an id to link to. A picture that lies elsewhere becomes a
    link to it: showing it would tell that place who reads what. Cleaning what is clean changes nothing.
    """
    source = CONTROL.sub("", source)
    if "<h" in source.lower():
        source = HEADING.sub(lambda m: f"<{m[1]}h{ {'1': 2, '5': 4, '6': 4}[m[2]] }", source)
    result = _cleaner.clean(source).strip()
    if "<img" in result:
        result = _without_outside_images(result)
    if "<h" in result:
        result = _with_anchors(result)
    return result


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HEADING = re.compile(r"<(/?)h([156])(?=[\s>])", re.I)
ATTRIBUTE = r'(?: [\w-]+="[^"]*")'  # as the sanitiser writes them
ATTRIBUTES = re.compile(r' ([\w-]+)="([^"]*)"')
LINK_OR_IMAGE = re.compile(rf"<a{ATTRIBUTE}*>|</a>|<img({ATTRIBUTE}*)>")
OPENING = re.compile(r"<(h[234])(?: id=\"[^\"]*\")?>(.*?)</\1>", re.S)


def _without_outside_images(result: str) -> str:
    in_link = False

    def kept(match: re.Match) -> str:
        nonlocal in_link
        if match[0].startswith("<img"):
            return _outside_image(match, in_link)
        in_link = match[0] != "</a>"
        return match[0]

    return LINK_OR_IMAGE.sub(kept, result)


def _outside_image(match: re.Match, in_link: bool) -> str:
    """A link to it, or its words where it stands in a link already."""
    found = dict(ATTRIBUTES.findall(match[1]))
    src = found.get("src", "")
    if src.startswith(("/files/", "files/")):
        return match[0]
    words = (found.get("alt") or src.rsplit("/", 1)[-1] or "…").replace("&quot;", '"')
    if in_link or not src.startswith("http"):
        return words
    return f'<a href="{src}" rel="nofollow noopener">{words}</a>'


def _with_anchors(result: str) -> str:
    seen: dict[str, int] = {}

    def anchored(match: re.Match) -> str:
        slug = slugify(plain(match[2]))[:60] or "part"
        seen[slug] = seen.get(slug, 0) + 1
        ending = f"-{seen[slug]}" if seen[slug] > 1 else ""
        return f'<{match[1]} id="s-{slug}{ending}">{match[2]}</{match[1]}>'

    return OPENING.sub(anchored, result)


def to_markdown(body: str) -> str:
    """What a plain field shows of clean HTML, to be edited as Markdown."""
    return markdown.unrender(body)


def from_editor(source: str) -> str:
    """What the rich editor sends, as clean HTML without the empty lines at its ends."""
    found = clean(source)
    begin, end = 0, len(found)
    while empty := EMPTY.match(found, begin):
        begin = empty.end()
    while (last := found.rfind("<p>", begin, end)) >= 0 and EMPTY.fullmatch(found, last, end):
        end = last
    return found[begin:end]


EMPTY = re.compile(r"\s*<p>(?:\s|&nbsp;|<br>)*</p>\s*")


def topics_in(body: str) -> list[str]:
    """The slugs of the topics that clean HTML names, in their order."""
    return list(dict.fromkeys(TOPIC.findall(body)))


def people_in(body: str) -> list[int]:
    """The ids of the people that clean HTML with settled names mentions, in their order."""
    return [int(id) for id in dict.fromkeys(PERSON.findall(body))]


PERSON = re.compile(rf'<a{ATTRIBUTE}*? data-person="(\d{{1,18}})"')
TOPIC = re.compile(rf'<a{ATTRIBUTE}*? data-topic="([\w-]+)"')


def plain(body: str) -> str:
    """The words of clean HTML, on one line. A tag within a line parts no words."""
    return " ".join(html.unescape(TAG.sub(" ", INLINE.sub("", body))).split())


TAG = re.compile(r"<[^>]+>")
INLINE = re.compile(r"</?(?:a|strong|em|s|u|code|sub|sup|del|ins|mark)(?=[\s>])[^>]*>")


def excerpt(body: str, length: int = 300) -> str:
    """The first words, cut at a word with an ellipsis."""
    words = plain(body[: length * 20])
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


_cleaner = nh3.Cleaner(
    tags=richtext.TAGS,
    attributes={**richtext.ATTRIBUTES, "*": set()},
    attribute_filter=richtext.attribute,
    url_schemes=richtext.SCHEMES,
    link_rel="nofollow noopener",
    strip_comments=True,
)
