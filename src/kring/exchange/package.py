"""Reading a package: a folder or a .zip, never unpacked, and nothing outside it ever opened."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

LONGEST_LINE = 10 * 1024 * 1024
LARGEST_FILE = 512 * 1024 * 1024
TIGHTEST = (
    200  # a member that unpacks to more than this many times its size is no honest file, above SMALL bytes
)
SMALL = 50 * 1024 * 1024
FORMAT, VERSION = "kring-interchange", 1


class PackageError(Exception):
    """A package that can't be read at all; the message says why."""


class Package:
    """A package. `about` is its kring.json, `names` its record files in the order in which they are read."""

    def __init__(self, path: Path):
        self.path = path
        self.about = self._about()
        self.names = sorted(name for name in self._listing() if name.endswith(".jsonl"))
        if not self.names:
            raise PackageError("There are no records in it: no .jsonl file stands beside kring.json.")

    def _about(self) -> dict:
        raw = self._small("kring.json")
        try:
            about = json.loads(raw.decode("utf-8-sig"))
        except (UnicodeDecodeError, ValueError, RecursionError) as error:
            raise PackageError(f"Its kring.json can't be read: {error}.") from None
        if not isinstance(about, dict) or about.get("format") != FORMAT:
            raise PackageError(f"Its kring.json doesn't say “format”: “{FORMAT}”.")
        version = about.get("version")
        if type(version) is not int or version < 1:
            raise PackageError("Its kring.json doesn't say which version of the format it is in.")
        if version > VERSION:
            raise PackageError(
                f"It is in version {version} of the format; this Kring reads version {VERSION}."
            )
        return about

    def lines(self, name: str) -> Iterator[tuple[int, bytes | None]]:
        """(line number, line) of a record file; None stands for a line that is too long to be read."""
        with self._open(name) as stream:
            number = 0
            while line := stream.readline(LONGEST_LINE + 1):
                number += 1
                if len(line) > LONGEST_LINE:
                    while line and not line.endswith(b"\n"):
                        line = stream.readline(LONGEST_LINE)
                    yield number, None
                else:
                    yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line

    def size(self, path: str) -> int | None:
        """Bytes of the file `files/<path>`; None where there is no such file, or it isn't one to open."""
        raise NotImplementedError

    def file(self, path: str):
        """The file `files/<path>`, open for reading; ask `size` first."""
        raise NotImplementedError


class Folder(Package):
    def __init__(self, path: Path):
        self.root = path.resolve()
        super().__init__(path)

    def _listing(self) -> list[str]:
        return [p.name for p in self.root.iterdir() if p.is_file() and self._inside(p)]

    def _inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self.root)

    def _small(self, name: str) -> bytes:
        path = self.root / name
        if not path.is_file() or not self._inside(path):
            raise PackageError("There is no kring.json in it, so it isn't a package.")
        with path.open("rb") as stream:
            return stream.read(1024 * 1024)

    def _open(self, name: str):
        return (self.root / name).open("rb", buffering=1024 * 1024)

    def size(self, path: str) -> int | None:
        if not is_plain(path):
            return None
        try:
            place = (self.root / "files" / path).resolve()
            if not place.is_relative_to(self.root / "files") or not place.is_file():
                return None
            return place.stat().st_size
        except (OSError, ValueError):
            return None

    def file(self, path: str):
        return (self.root / "files" / path).open("rb")


class Zip(Package):
    def __init__(self, path: Path):
        try:
            self.zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
            raise PackageError(f"It isn't a folder or a .zip that can be opened: {error}.") from None
        self.members = {info.filename: info for info in self.zip.infolist() if not info.is_dir()}
        tops = [n for n in self.members if n.count("/") == 1 and n.endswith("/kring.json")]
        self.top = (
            "" if "kring.json" in self.members or len(tops) != 1 else tops[0].removesuffix("kring.json")
        )
        super().__init__(path)

    def _listing(self) -> list[str]:
        inside = [n.removeprefix(self.top) for n in self.members if n.startswith(self.top)]
        return [name for name in inside if "/" not in name]

    def _small(self, name: str) -> bytes:
        if self.top + name not in self.members:
            raise PackageError("There is no kring.json in it, so it isn't a package.")
        with self._open(name) as stream:
            return stream.read(1024 * 1024)

    def _open(self, name: str):
        info = self.members[self.top + name]
        if info.flag_bits & 1:
            raise PackageError("It is locked with a password.")
        if info.file_size > SMALL and info.file_size > TIGHTEST * max(info.compress_size, 1):
            raise PackageError(
                f"{name} unpacks to {info.file_size // 2**20} MB, {TIGHTEST} times its size or more."
            )
        try:
            return self.zip.open(info)
        except (zipfile.BadZipFile, NotImplementedError) as error:
            raise PackageError(f"{name} in it can't be read: {error}.") from None

    def size(self, path: str) -> int | None:
        info = self.members.get(f"{self.top}files/{path}") if is_plain(path) else None
        return info.file_size if info else None

    def file(self, path: str):
        return self._open(f"files/{path}")


def is_plain(path: str) -> bool:
    """Whether a path stays where it is put: no way up, no drive, no root."""
    parts = PurePosixPath(path).parts
    return (
        bool(path)
        and not path.startswith("/")
        and ".." not in parts
        and "\\" not in path
        and "\0" not in path
    )


def open_package(path: str | Path) -> Package:
    path = Path(path)
    if path.is_dir():
        return Folder(path)
    if not path.is_file():
        raise PackageError(f"There is nothing at {path}.")
    return Zip(path)
