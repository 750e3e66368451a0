"""What stands in a folder: its pages and everything else, and the text of a page whatever it was written with."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

ENDINGS = (".md", ".markdown", ".mkd", ".mdown")
INDEX = ("_index", "index", "readme")  # a folder's own page, the first of these
SKIPPED = {"node_modules", "_site", "__pycache__"}
LARGEST = 2 * 1024 * 1024  # bytes of a page
MOST = 20_000  # pages


class Unreadable(Exception):
    """Why a file can't be taken for a page."""


class Folder:
    """`pages` and `files` are paths below `root` with `/` between their parts; what is hidden, and what leads out of the
    folder, isn't among them. `skip(path, reason)` hears of what was left out."""

    def __init__(self, root: Path, skip: Callable[[str, str], None]):
        self.root = root.resolve()
        self.pages: list[str] = []
        self.files: set[str] = set()
        for path in self._walk(skip):
            if not path.lower().endswith(ENDINGS):
                self.files.add(path)
            elif len(self.pages) < MOST:
                self.pages.append(path)
            else:
                skip(path, f"there are more than {MOST:,} pages; import a part of the folder")
        self.there = set(self.pages)

    def _walk(self, skip) -> Iterator[str]:
        for place, folders, names in os.walk(self.root, followlinks=False):
            folders[:] = sorted(n for n in folders if not n.startswith(".") and n not in SKIPPED)
            for name in sorted(names):
                path = (Path(place) / name).relative_to(self.root).as_posix()
                if name.startswith("."):
                    continue
                if "\n" in path or not _is_text(path):
                    skip(path.encode(errors="replace").decode(), "its name can't be written down")
                elif self.inside(path) is None:
                    skip(path, "it is a link that leads out of the folder, or nowhere")
                else:
                    yield path

    def inside(self, path: str) -> Path | None:
        """Where this path lies, if that is a file within the folder."""
        try:
            place = (self.root / path).resolve()
            return place if place.is_relative_to(self.root) and place.is_file() else None
        except (OSError, ValueError, RuntimeError):
            return None

    def read(self, path: str) -> str:
        place = self.inside(path)
        if place is None:
            raise Unreadable("it isn't there any more")
        if place.stat().st_size > LARGEST:
            raise Unreadable(f"it is larger than {LARGEST // 2**20} MB")
        try:
            return decoded(place.read_bytes())
        except OSError as error:
            raise Unreadable(error.strerror or "it can't be opened") from None

    def modified(self, path: str) -> float:
        return (self.root / path).stat().st_mtime


def decoded(raw: bytes) -> str:
    """Text in UTF-8, UTF-16 with its mark, or else as Windows wrote it in western Europe."""
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            text = raw.decode("utf-16")
        else:
            text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    if "\0" in text:
        raise Unreadable("it isn't text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return path.isprintable()
