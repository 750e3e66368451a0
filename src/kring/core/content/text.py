"""Text that people typed or an import brought, as clean HTML; and plain words from it.

One declaration says what rich text may hold; sanitiser and (later) editor read the same one.
"""

import html
import re

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from slugify import slugify

TAGS = {
    "p", "br", "hr", "h2", "h3", "h4", "strong", "em", "s", "u", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img",
    "table", "thead", "tbody", "tr", "th", "td", "sub", "sup", "figure", "figcaption", "dl", "dt", "dd", "del", "ins", "mark",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "data-person", "data-topic"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
    "th": {"colspan", "rowspan", "align"},
    "td": {"colspan", "rowspan", "align"},
    "code": {"class"},
    "h2": {"id"}, "h3": {"id"}, "h4": {"id"},
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
LANGUAGE_CLASS = re.compile(r"language-[\w+#-]{1,30}$")


class Linkify(LinkifyIt):
    """Addresses with a scheme and e-mail addresses; “e.g.this” is none. Most texts hold neither, and are let through
    after a look for their signs: that halves what rendering costs."""

    def pretest(self, text: str) -> bool:
        return "://" in text or "@" in text


_markdown = MarkdownIt("commonmark", {"linkify": True, "breaks": True, "html": True}).enable(
    ["table", "strikethrough", "linkify"]
)
_markdown.linkify = Linkify().set({"fuzzy_link": False})


def from_markdown(source: str) -> str:
    """Markdown (raw HTML in it allowed, and cleaned) as clean HTML."""
    return clean(_markdown.render(source))


def from_text(source: str) -> str:
    """Plain text as HTML: an empty line begins a paragraph, a line break stays one."""
    paragraphs = re.split(r"\n\s*\n", source.strip().replace("\r\n", "\n"))
    return "".join(
        f"<p>{html.escape(p, quote=False).replace(chr(10), '<br>')}</p>" for p in paragraphs if p.strip()
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
        result = IMAGE.sub(_outside_image, result)
    if "<h" in result:
        result = _with_anchors(result)
    return result


CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
HEADING = re.compile(r"<(/?)h([156])(?=[\s>])", re.I)
IMAGE = re.compile(r"<img\b([^>]*)>")
OPENING = re.compile(r"<(h[234])(?: id=\"[^\"]*\")?>(.*?)</\1>", re.S)


def _outside_image(match: re.Match) -> str:
    found = dict(re.findall(r'(\w+)="([^"]*)"', match[1]))
    src = found.get("src", "")
    if src.startswith(("/files/", "files/")):
        return match[0]
    words = found.get("alt") or src.rsplit("/", 1)[-1] or "…"
    return f'<a href="{src}" rel="nofollow noopener">{words}</a>' if src.startswith("http") else words


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
    from markdownify import markdownify

    return markdownify(body, heading_style="ATX", bullets="-").strip()


def plain(body: str) -> str:
    """The words of clean HTML, on one line. A tag within a line parts no words."""
    return " ".join(html.unescape(TAG.sub(" ", INLINE.sub("", body))).split())


TAG = re.compile(r"<[^>]+>")
INLINE = re.compile(r"</?(?:a|strong|em|s|u|code|sub|sup|del|ins|mark)(?=[\s>])[^>]*>")


def excerpt(body: str, length: int = 300) -> str:
    """The first words, cut at a word with an ellipsis."""
    words = plain(body[: length * 20])
    return words if len(words) <= length else words[: length - 1].rsplit(" ", 1)[0] + "…"


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if LANGUAGE_CLASS.match(value) else None
    if name == "id":
        return None  # given anew, so that no text can take over an id of the page
    return value


_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    url_schemes=SCHEMES,
    link_rel="nofollow noopener",
    strip_comments=True,
)
