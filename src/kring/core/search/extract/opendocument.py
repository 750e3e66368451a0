"""OpenDocument: text, sheets and slides are one kind of XML in a zip."""

from kring.core.search.extract.limits import Text, Unreadable
from kring.core.search.extract.xml import paragraphs
from kring.core.search.extract.zips import checked


def opendocument(source, text: Text) -> None:
    archive = checked(source)
    names = set(archive.namelist())
    if b"encryption-data" in (
        archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
    ):
        raise Unreadable("locked")
    if "content.xml" not in names:
        raise Unreadable("broken")
    for line in paragraphs(archive.read("content.xml"), {"p", "h"}, set(), {"tab", "line-break", "s"}):
        if not text.add(line):
            return
