"""Bodies of records as clean HTML. Runs in the importer or, for speed, in processes beside it; needs no Django.

`kring:<id>` comes out as the address of a link, which links.py replaces later; the cleaner knows no such scheme, so on
the way through it is an address of a host that can't exist.
"""

import re
import struct
import sys
from urllib.parse import unquote

import orjson

from kring.core.content import text

STAND_IN = "https://kring-reference.invalid/"
REFERENCE = re.compile(r"(?<![\w/.-])kring:(?=[\w@%])")
BARE = re.compile(  # in text that is HTML already: no sign of it belongs to an id but &amp;
    re.escape(STAND_IN) + r"([@%\w](?:[^\s<>\"'&]|&amp;)*?)(?=[.,;:!?)\]]*(?:[\s<>\"']|&(?!amp;)|$))"
)
OWN_ANCHOR = re.compile(r'href="#([^"]+)"')
HEADING_ID = re.compile(r'<h[234] id="(s-[^"]+)"')


def convert(source: str, format: str) -> tuple[str, str]:
    """(clean HTML, excerpt). Links to records read href="kring:<id>#<anchor>"."""
    names_records = "kring:" in source
    if names_records:
        source = REFERENCE.sub(STAND_IN, source)
    html = text.to_html(source, format)
    if names_records:
        if format == "text":
            html = BARE.sub(rf'<a href="{STAND_IN}\1" rel="nofollow noopener">{STAND_IN}\1</a>', html)
        html = html.replace(STAND_IN, "kring:")
    if 'href="#' in html:
        html = OWN_ANCHOR.sub(_to_own_heading(html), html)
    return html, text.excerpt(html)


def _to_own_heading(html: str):
    ids = HEADING_ID.findall(html)

    def link(match: re.Match) -> str:
        return f'href="#{heading(ids, match[1]) or match[1]}"'

    return link


def heading(ids: list[str], anchor: str) -> str | None:
    """Which of a page's headings an anchor of another system means: other systems make anchors of headings too, they
    only differ in what they do with signs and long ones."""
    if f"s-{anchor}" in ids:
        return f"s-{anchor}"
    wanted = _letters(unquote(anchor))[:50]
    return next((id for id in ids if wanted and _letters(id.removeprefix("s-"))[:50] == wanted), None)


def _letters(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum())


def convert_all(bodies: list[list[str]]) -> list[list[str] | None]:
    """None stands for a body that can't be read; it must not take the others with it."""
    results: list[list[str] | None] = []
    for source, format in bodies:
        try:
            results.append(list(convert(source, format)))
        except Exception:  # whatever a hostile text makes a parser do
            results.append(None)
    return results


def serve(stream_in, stream_out) -> None:
    """Answer lists of bodies until the importer closes its end, or is gone."""
    while head := stream_in.read(4):
        bodies = orjson.loads(stream_in.read(struct.unpack("!I", head)[0]))
        answer = orjson.dumps(convert_all(bodies))
        stream_out.write(struct.pack("!I", len(answer)) + answer)
        stream_out.flush()


if __name__ == "__main__":
    import signal

    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is for the importer, which ends us by closing its end
    serve(sys.stdin.buffer, sys.stdout.buffer)
