"""Documents that are zips of XML: looked over before anything in them is opened."""

import zipfile

from kring.core.search.extract.limits import MOST_ENTRIES, MOST_EXPANDED, MOST_XML, Unreadable

XML = (".xml", ".rels", ".vml")
LOCKED = 0x1


def checked(source) -> zipfile.ZipFile:
    """The zip, where it is no bomb: `zipfile` never reads more of an entry than it says, so adding up what all say is
    enough; and no entry is a zip that would be opened in its turn."""
    try:
        archive = zipfile.ZipFile(source)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        source.seek(0)
        old_office = (
            source.read(4) == b"\xd0\xcf\x11\xe0"
        )  # how a password wraps a new one, or really an old one
        raise Unreadable("locked" if old_office else "broken") from None
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_EXPANDED:
        raise Unreadable("large")
    if any(e.file_size > MOST_XML for e in entries if e.filename.lower().endswith(XML)):
        raise Unreadable("large")
    if any(e.flag_bits & LOCKED for e in entries):
        raise Unreadable("locked")
    for entry in entries:
        if entry.filename.lower().endswith(XML):
            no_entities(archive, entry)
    return archive


def no_entities(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """No office writes entities of its own; who does is after the memory of the machine, or its files."""
    before = b""
    with archive.open(entry) as stream:
        while piece := stream.read(1 << 20):
            if b"<!ENTITY" in (before + piece).replace(b"\0", b""):  # also in two bytes a letter
                raise Unreadable("broken")
            before = piece[-32:]
