"""HTML of a mail as Markdown, without what the sender's mail program quoted.

The sanitiser goes first: it is quick and closes whatever stands open, so that what follows meets nothing odd.
"""

import re
from html import unescape

import nh3
from bs4 import BeautifulSoup

from kring.core.content import text

LARGEST = 400_000
TAGS = 15_000
DEEPEST = 200
KEPT = {"a", "p", "br", "div", "span", "strong", "b", "em", "i", "u", "s", "ul", "ol", "li", "pre", "code", "blockquote", "h1", "h2", "h3",
        "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "img", "hr", "body"}  # fmt: skip
SIGNS = {"class", "id", "style", "type", "cite"}
QUOTES = (
    ".gmail_quote", ".gmail_quote_container", ".gmail_attr", "blockquote[type=cite]", "blockquote.protonmail_quote", ".protonmail_quote",
    ".tutanota_quote", ".yahoo_quoted", ".moz-cite-prefix", ".moz-email-headers-table", ".AOLMsgPart", "div[id^=AOLMsgPart]",
    "#isReplyContent", "#ymail_android_signature", "#divTaglineQuote", ".WordSection1 blockquote[cite]", "blockquote[cite]",
)  # fmt: skip
SIGNATURES = (
    ".gmail_signature", ".gmail_signature_prefix", ".moz-signature", ".moz-txt-sig", "#Signature", "#ms-outlook-mobile-signature",
    ".ms-outlook-mobile-signature", "#AppleMailSignature", "#lineBreakAtBeginningOfSignature", ".protonmail_signature_block", ".tutanota_signature",
    "#signature",
)  # fmt: skip
FROM_HERE = (
    "#divRplyFwdMsg", "#appendonsend", "#stopSpelling", "hr#stopSpelling", "#mail-editor-reference-message-container", "#x_divRplyFwdMsg",
    "#OLK_SRC_BODY_SECTION", "#reply-intro", "#ms-outlook-mobile-body-separator-line",
)  # fmt: skip
BORDER = re.compile(r"border(?:-top)?\s*:\s*(?:none;\s*border-top\s*:\s*)?solid\s*#?[\w]+", re.I)
HEAD_WORDS = re.compile(
    r"\s*(?:from|van|von)\s*:.{0,400}?(?:sent|date|verzonden|datum|gesendet)\s*:", re.I | re.S
)
NESTING = re.compile(
    r"<(/?)(?:div|span|table|tbody|tr|td|th|blockquote|ul|ol|b|i|u|s|em|strong|font|center|section|article|a|pre|code)\b",
    re.I,
)

_cleaner = nh3.Cleaner(
    tags=KEPT,
    clean_content_tags={"script", "style", "title", "xml", "noscript", "template"},
    attributes={"*": SIGNS, "a": {"href"}, "img": {"src", "alt"}},
    generic_attribute_prefixes=None,
    url_schemes={"http", "https", "mailto", "tel", "cid"},
    link_rel=None,
    strip_comments=True,
)


def to_markdown(source: str, reply: bool = True) -> tuple[str, set[str]]:
    """(Markdown, the content ids of the pictures that stand in it). Pictures themselves are left out of the text: they come as
    attachments."""
    source = source[:LARGEST]
    if source.count("<") > TAGS or _depth(source) > DEEPEST:
        return _plain(source), set()
    clean = _cleaner.clean(source)
    page = BeautifulSoup(clean, "html.parser")
    if reply:
        _cut_quotes(page)
    for found in page.select(", ".join(SIGNATURES)):
        found.decompose()
    sources = [str(img.get("src") or "") for img in page.find_all("img")]
    shown = {source[4:].strip("<>") for source in sources if source.startswith("cid:")}
    for img in page.find_all("img"):
        img.decompose()
    for found in page.find_all(["b", "i"]):
        found.name = {"b": "strong", "i": "em"}[found.name]
    _lines(page)
    markdown = text.to_markdown(text.clean(str(page)))
    return re.sub(r"\\(?=[@#])", "", markdown), shown


def _cut_quotes(page) -> None:
    for found in page.select(", ".join(FROM_HERE)):
        if not found.decomposed:
            _cut_from(found)
    for found in page.find_all("div", style=BORDER):
        if not found.decomposed and HEAD_WORDS.match(found.get_text(" ")):
            _cut_from(found)
    for found in page.select(", ".join(QUOTES)):
        if not found.decomposed:
            found.decompose()


def _cut_from(found) -> None:
    """Away with it and with all that comes after it."""
    for later in list(found.find_all_next()):
        if not later.decomposed:
            later.decompose()
    for later in list(found.find_all_next(string=True)):
        later.extract()
    found.decompose()


def _lines(page) -> None:
    """A division is a line of its own: mail programs write one for each line."""
    for block in page.find_all("div"):
        if not block.find(["div", "p", "ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3"]):
            block.name = "p" if block.get_text(strip=True) else "br"
            if block.name == "br":
                block.clear()


def _plain(source: str) -> str:
    """What no mail program writes, as words: without its tags."""
    return unescape(nh3.clean(re.sub(r"<[^<>]*>", " ", source), tags=set()))


def _depth(source: str) -> int:
    """How deep its divisions stand within each other, those counted that people's programs close."""
    depth = deepest = 0
    for tag in NESTING.finditer(source):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
