"""Text as it is: notes, Markdown, lists with commas."""

from kring.core.search.extract.limits import Text, Unreadable

MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


def plain(source, text: Text) -> None:
    start = source.read(4 * text.most)
    marked = next((name for mark, name in MARKS.items() if start.startswith(mark)), "")
    if not marked and b"\0" in start:
        raise Unreadable("broken")
    for line in decoded(start, marked).splitlines():
        if not text.add(line):
            return


def decoded(start: bytes, marked: str) -> str:
    """As UTF-8 where it is, else as Windows writes Western languages; the last letter may have been cut in two."""
    if marked:
        return start.decode(marked, "ignore")
    try:
        return start[:-4].decode() + start[-4:].decode(errors="ignore")
    except UnicodeDecodeError:
        pass
    try:
        return start.decode()
    except UnicodeDecodeError as error:
        cut = len(start) - error.start < 4 and error.reason == "unexpected end of data"
        return start.decode(errors="ignore") if cut else start.decode("cp1252", "replace")
