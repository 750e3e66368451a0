"""The words of a mail: its HTML or its plain text, whichever says what the sender wrote."""

import re
from dataclasses import dataclass, field

from kring.core.letterbox import markup
from kring.core.letterbox.quotes import own_words

MOST = 1_000_000  # characters of one body that are looked at
TAG_START = re.compile(r"<(?!https?://|mailto:)(?=[a-zA-Z/!?])")


@dataclass
class Words:
    """`markdown` is what the sender wrote; `shown` the content ids of the pictures in it."""

    markdown: str = ""
    shown: set[str] = field(default_factory=set)


def words(message, reply: bool = True) -> Words:
    """HTML keeps lists and links and has no broken lines, but is cut by what mail programs happen to call their quotes:
    where much more is left of it than of the plain text, that one is taken."""
    plain, html = _body(message, "plain"), _body(message, "html")
    from_plain = own_words(TAG_START.sub(r"\\<", _unflowed(message, plain)), reply) if plain.strip() else ""
    if not html.strip():
        return Words(from_plain)
    try:
        markdown, shown = markup.to_markdown(html, reply)
        from_html = own_words(markdown, reply)
    except RecursionError:
        from_html, shown = "", set()
    left_over = (
        from_plain
        and _count(from_html) > _count(from_plain) + 5
        and _count(from_html) > 1.2 * _count(from_plain)
    )
    if from_plain and (not from_html or left_over):
        return Words(from_plain, shown)
    return Words(from_html, shown)


def _count(markdown: str) -> int:
    return len(
        re.findall(r"\w+", re.sub(r"\]\([^)]{0,2000}\)|<https?:[^>]{0,2000}>|https?:\S+", "", markdown))
    )


def _body(message, subtype: str) -> str:
    """The first part of this type that is no attachment."""
    for part in message.walk():
        if part.get_content_type() == f"text/{subtype}" and not is_attached(part):
            return decoded(part)
    return ""


def is_attached(part) -> bool:
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except Exception:  # the header is broken in a way that its parser doesn't know
        return False


def decoded(part) -> str:
    """Its text, in whatever characters it came."""
    data = part.get_payload(decode=True) or b""
    data = data[: 4 * MOST]
    try:
        charset = part.get_content_charset() or "utf-8"
    except Exception:  # as above
        charset = "utf-8"
    for name in (charset, "utf-8", "windows-1252"):
        try:
            return _tidy(data.decode(name))
        except (LookupError, ValueError):
            continue
    return _tidy(data.decode("latin-1"))


def _tidy(found: str) -> str:
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff\ue000\ue001]", "", found)[:MOST]


def _unflowed(message, plain: str) -> str:
    """The lines of “format=flowed” (RFC 3676) joined again: one that ends with a space goes on."""
    part = next(
        (p for p in message.walk() if p.get_content_type() == "text/plain" and not is_attached(p)), None
    )
    flowed = part is not None and str(part.get_param("format", "") or "").lower() == "flowed"
    if not flowed:
        return plain
    return re.sub(r"(?m)^(?![> ]|-- $)(.*[^ \n]) \r?\n(?![> ]|-- $)(?=\S)", r"\1 ", plain)
