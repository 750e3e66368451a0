"""What somebody wrote above, between or below what they answer.

`mail-parser-reply` knows the lines with which mail programs begin a quote, in Dutch and English; what it misses stands
here. Whatever looks like a quote or a signature and may as well be an answer stays: losing words is worse than a quote too many.
"""

import re

from mailparser_reply.parser import EmailMessage

from kring.core.letterbox.signatures import without_signature

LONG_LINE = 300
MOST_LINES = 3000
MOST = 200_000
PARSED = 20_000  # characters that the parser gets: its patterns are slow on what isn't a mail
STOWED = re.compile("\ue000(\\d+)\ue001")

ORIGINAL = re.compile(
    r"^[>\s*]{0,20}[-_]{3,40}\s?(?:original (?:message|appointment)|forwarded message|oorspronkelijke? (?:bericht|afspraak)"
    r"|doorgestuurd bericht)\b[^\n]{0,60}$|^(?:begin forwarded message|begin doorgestuurd bericht):[ \t]*$",
    re.I | re.M,
)
OUTLOOK = re.compile(
    r"^[*_\s>]{0,60}(?:from|van|von)\s{0,3}:[*\s]{1,5}\S[^\n]{0,250}\n(?:[^\n]{0,250}\n){0,3}?"
    r"[*\s>]{0,10}(?:sent|date|verzonden|verstuurd|datum|gesendet)\s{0,3}:[*\s]",
    re.I | re.M,
)
WROTE = re.compile(
    r"^[ \t>*]{0,10}(?:op|on)\s[^\n]{4,250}(?:\n[^\n]{0,120}){0,2}?\b(?:schreef|wrote)\b[^\n]{0,200}(?:\n[^\n]{0,120})?:[*]{0,2}[ \t]*$"
    r"|^[^\n@]{0,200}@[^\n]{0,200}\b(?:schreef|wrote|heeft geschreven)\b[^\n]{0,200}:[*]{0,2}[ \t]*$"
    r"|^[^\n@]{0,80}\d{4}[^\n@]{0,40}\d:\d\d[^\n@]{0,120}@[^\n]{0,200}:[*]{0,2}[ \t]*$",
    re.I | re.M,
)
QUOTED = re.compile(r"^\s{0,10}>")


def own_words(source: str, reply: bool = True) -> str:
    """What the sender wrote themselves in a plain text (or Markdown), "" where that is nothing. Of a message that is no
    `reply` only the signature goes: what it quotes is what it brings."""
    lines = source[:MOST].replace("\r\n", "\n").replace("\r", "\n").split("\n")[:MOST_LINES]
    stowed: list[str] = []

    def stow(line: str) -> str:
        """Nobody's header is this long, and patterns take their time over what is."""
        if len(line) <= LONG_LINE:
            return line
        stowed.append(line)
        return f"\ue000{len(stowed) - 1}\ue001"

    words = "\n".join(stow(line.rstrip()) for line in lines)
    words = without_signature(_without_quote(words) if reply else words)
    return STOWED.sub(lambda m: stowed[int(m[1])] if int(m[1]) < len(stowed) else "", words).strip()


def _without_quote(words: str) -> str:
    start, wrote = _first_quote(words)
    above = _unquoted(words[:start])
    if wrote:
        below = words[wrote.end() :]
        between = _unquoted(below)
        if not above.strip() or (QUOTED.search(below.lstrip("\n")) and _answers_between(between, below)):
            return f"{above}\n\n{between}"
    return above


def _first_quote(words: str) -> tuple[int, re.Match | None]:
    """Where the first quote begins, and what announces it if that is a line that says who wrote it."""
    starts = [m.start() for pattern in (ORIGINAL, OUTLOOK) if (m := pattern.search(words))]
    wrote = next((m for m in WROTE.finditer(words) if re.search(r"\d|@", m[0])), None)
    start = min([*starts, len(words)])
    start = min(start, _announced(words[: min(start, PARSED)]))
    if wrote and wrote.start() <= start:
        return wrote.start(), wrote
    return start, None


def _announced(words: str) -> int:
    """Where the parser finds the beginning of another's message, if that names who sent it."""
    found = EmailMessage(text=words, languages=["nl", "en"], keep_hyphen_lists=True).read().replies
    for reply in found[1:]:
        head = reply.headers or ""
        names_somebody = "@" in head or re.search(r"\b(?:van|from|schreef|wrote)\b", head, re.I)
        if head and names_somebody and (place := words.find(head.split("\n")[0])) >= 0:
            return place
    return MOST


def _unquoted(words: str) -> str:
    """Without the lines that are quoted at its end, or at its beginning; a quote between answers stays."""
    lines = words.split("\n")
    while lines and (QUOTED.match(lines[-1]) or not lines[-1].strip()):
        lines.pop()
    while lines and (QUOTED.match(lines[0]) or not lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines)


def _answers_between(between: str, below: str) -> bool:
    """Does somebody answer within the quote, rather than leave a footer below it?"""
    return any(QUOTED.match(line) for line in between.split("\n")) or bool(
        between.strip() and len(between) > 40 and QUOTED.match(below.lstrip("\n"))
    )
