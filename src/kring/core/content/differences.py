"""What changed between two texts, word by word, as HTML to read: `<del>` is what went, `<ins>` what came.

Paragraphs, lists and tables are compared first, the words within those that changed after that. All markup comes from
clean HTML, and is laid out as the newer text is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from kring.core.content.alignment import runs

TAG = r'<(?:[^>"]|"[^"]*")*>'
TOKEN = re.compile(rf"{TAG}|&[#\w]+;|\w+|\s+|[^\w\s<&]|[<&]")
NAME = re.compile(r"</?([a-z0-9]*)")
ALT = re.compile(r'\salt="([^"]*)"')
ID = re.compile(r'\sid="[^"]*"')
VOID = {"br", "hr", "img"}
INSIDE = {  # what must stand around words where only parts of a list or a table may
    "ul": ("<li>", "</li>"), "ol": ("<li>", "</li>"), "dl": ("<dd>", "</dd>"), "tr": ("<td>", "</td>"),
    "table": ("<tr><td>", "</td></tr>"), "thead": ("<tr><td>", "</td></tr>"), "tbody": ("<tr><td>", "</td></tr>"),
}  # fmt: skip
ALIKE = 0.35  # share of common words from which one paragraph is taken for another's new version
CLOSE = 60  # paragraphs between two that stay, at most, among which such are looked for
CONTEXT = 1  # paragraphs shown around a change


@dataclass
class Part:
    """`how`: same, changed, gone, new; or skipped, with the number of paragraphs that aren't shown."""

    how: str
    html: Markup = Markup()
    count: int = 0


def of_words(old: str, new: str) -> Markup:
    """The difference of two plain lines, such as titles."""
    return Markup(_within(escape(old, quote=False), escape(new, quote=False)))


def of_texts(old: str, new: str) -> list[Part]:
    """The difference of two texts in clean HTML, without the paragraphs that nothing happened near."""
    parts: list[Part] = []
    for stays, gone, came in runs(_blocks(old), _blocks(new)):
        if stays:
            parts += [Part("same", Markup(ID.sub("", block))) for block in came]
        else:
            parts += _changed(list(gone), list(came))
    return list(_shortened(parts))


def _name(tag: str) -> str:
    found = NAME.match(tag)
    return found[1] if found else ""


def _blocks(html: str) -> list[str]:
    """The outermost elements, and the words between them."""
    found, current, depth = [], [], 0
    for token in TOKEN.findall(html):
        is_tag = len(token) > 1 and token.startswith("<")
        name = _name(token) if is_tag else ""
        closes = token.startswith("</")
        if is_tag and not closes and depth == 0 and current:
            found.append("".join(current))
            current = []
        current.append(token)
        if is_tag and name not in VOID:
            depth += -1 if closes else 1
        if is_tag and depth <= 0:
            found.append("".join(current))
            current, depth = [], 0
    found.append("".join(current))
    return [block.strip() for block in found if block.strip()]


def _changed(gone: list[str], came: list[str]) -> list[Part]:
    """Paragraphs that stand in each other's place; where they are alike, with what changed within."""
    parts = []
    for new in came:
        at = _alike(new, gone) if len(gone) <= CLOSE and len(came) <= CLOSE else None
        if at is None:
            parts.append(Part("new", Markup(_within("", new))))
            continue
        parts += [Part("gone", Markup(_marked(TOKEN.findall(old), "del"))) for old in gone[:at]]
        parts.append(Part("changed", Markup(_within(gone[at], new))))
        gone = gone[at + 1 :]
    left = [Part("gone", Markup(_marked(TOKEN.findall(old), "del"))) for old in gone]
    last = max((n for n, part in enumerate(parts) if part.how == "changed"), default=-1) + 1
    return parts[:last] + left + parts[last:]


def _alike(new: str, gone: list[str]) -> int | None:
    words = set(re.findall(r"\w+", new))
    for at, old in enumerate(gone):
        theirs = set(re.findall(r"\w+", old))
        if len(words & theirs) > ALIKE * max(len(words | theirs), 1):
            return at
    return None


def _within(old: str, new: str) -> str:
    """One paragraph, laid out as the new one, with the words that went and came."""
    made, open_tags = [], []
    for stays, gone, came in _joined(TOKEN.findall(old), TOKEN.findall(new)):
        if stays:
            made += [ID.sub("", token) for token in came]
        else:
            words = _words(gone)
            before, after = INSIDE.get(open_tags[-1] if open_tags else "", ("", ""))
            made.append(f"{before}<del>{words}</del>{after}" if words.strip() else "")
            made.append(_marked(came, "ins"))
        for token in came:
            _follow(token, open_tags)
    return "".join(made)


def _joined(old: list[str], new: list[str]):
    """Runs of tokens, without the single spaces and commas that would stay between changed words."""
    waiting: list | None = None
    found = list(runs(old, new))
    for number, (stays, gone, came) in enumerate(found):
        between = 0 < number < len(found) - 1
        if stays and between and len("".join(came)) <= 2 and not any(t.startswith("<") for t in came):
            stays = False
        if not stays and waiting:
            waiting = [[*waiting[0], *gone], [*waiting[1], *came]]
        elif not stays:
            waiting = [gone, came]
        else:
            if waiting:
                yield False, *waiting
                waiting = None
            yield True, gone, came
    if waiting:
        yield False, *waiting


def _words(tokens: Sequence[str]) -> str:
    """The words of what went; a picture by what it showed."""
    made = []
    for token in tokens:
        if not token.startswith("<"):
            made.append(token)
        elif token.startswith("<img"):
            alt = ALT.search(token)
            made.append(f"[{alt[1] if alt and alt[1] else '…'}]")
        elif made and not made[-1].isspace():
            made.append("" if _name(token) in ("a", "em", "strong", "u", "s", "code") else " ")
    return "".join(made)


def _marked(tokens: Sequence[str], mark: str) -> str:
    """The same markup, with every stretch of words in `<ins>` or `<del>`."""
    made, words = [], []

    def close() -> None:
        text = "".join(words)
        made.append(f"<{mark}>{text}</{mark}>" if text.strip() else text)
        words.clear()

    for token in tokens:
        if token.startswith("<") and not token.startswith("<img"):
            close()
            made.append(ID.sub("", token))
        else:
            words.append(token)
    close()
    return "".join(made)


def _follow(token: str, open_tags: list[str]) -> None:
    if len(token) == 1 or not token.startswith("<"):
        return
    name = _name(token)
    if token.startswith("</"):
        if name in open_tags:
            del open_tags[len(open_tags) - 1 - open_tags[::-1].index(name) :]
    elif name not in VOID:
        open_tags.append(name)


def _shortened(parts: list[Part]):
    """Long stretches in which nothing changed become one line that says how long they are."""
    near = set()
    for number, part in enumerate(parts):
        if part.how != "same":
            near |= set(range(number - CONTEXT, number + CONTEXT + 1))
    skipped: list[Part] = []
    for number, part in enumerate([*parts, None]):
        if part is not None and number not in near:
            skipped.append(part)
            continue
        yield from [Part("skipped", count=len(skipped))] if len(skipped) > 1 else skipped
        skipped = []
        if part is not None:
            yield part
