"""Writing a package: a folder or a .zip, made beside its place and put there when it is whole."""

import os
import shutil
import tempfile
import zipfile
from contextlib import contextmanager, suppress
from pathlib import Path

from kring.exchange.package import PackageError

STORED = {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".zip", ".gz", ".mp4", ".docx", ".xlsx", ".pptx"}
CHUNK = 1024 * 1024


class Packing:
    """A package being written: what stands in it is readable only for who makes it."""

    def __init__(self, path: Path):
        self.path = path
        self.path.parent.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def lines(self, name: str):
        """A file of records, to write bytes to. One at a time, and not while a file is added."""
        raise NotImplementedError
        yield

    def has(self, path: str) -> bool:
        raise NotImplementedError

    def add(self, path: str, stream) -> None:
        """A file of the package."""
        raise NotImplementedError

    def finish(self) -> None:
        """Put the package in its place, and what was there before away."""
        raise NotImplementedError

    def abandon(self) -> None:
        """Leave nothing behind."""
        raise NotImplementedError


class PackedFolder(Packing):
    def __init__(self, path: Path):
        super().__init__(path)
        self.root = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))

    @contextmanager
    def lines(self, name: str):
        with (self.root / name).open("wb", buffering=CHUNK) as stream:
            yield stream

    def has(self, path: str) -> bool:
        return (self.root / "files" / path).exists()

    def add(self, path: str, stream) -> None:
        place = self.root / "files" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("wb") as out:
            shutil.copyfileobj(stream, out, CHUNK)

    def finish(self) -> None:
        if self.path.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{self.path.name}-", dir=self.path.parent))
            self.path.rename(old / "old")
            self.root.rename(self.path)
            shutil.rmtree(old)
        else:
            self.root.rename(self.path)

    def abandon(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)


class PackedZip(Packing):
    def __init__(self, path: Path):
        super().__init__(path)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        self.part, self.file = Path(name), os.fdopen(handle, "wb")
        self.zip = zipfile.ZipFile(self.file, "w", zipfile.ZIP_DEFLATED, compresslevel=5)

    @contextmanager
    def lines(self, name: str):
        with self.zip.open(name, "w", force_zip64=True) as stream:
            yield stream

    def has(self, path: str) -> bool:
        return f"files/{path}" in self.zip.NameToInfo

    def add(self, path: str, stream) -> None:
        info = zipfile.ZipInfo(f"files/{path}")
        packed = Path(path).suffix.lower() in STORED
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        with self.zip.open(info, "w", force_zip64=True) as out:
            shutil.copyfileobj(stream, out, CHUNK)

    def finish(self) -> None:
        self.zip.close()
        self.file.close()
        self.part.rename(self.path)

    def abandon(self) -> None:
        with suppress(OSError, ValueError):  # a full disk doesn't take its end either
            self.zip.close()
        with suppress(OSError):
            self.file.close()
        self.part.unlink(missing_ok=True)


def open_packing(path: Path, force: bool) -> Packing:
    """Begin a package at `path`. Only a package may be replaced, and only where that is asked for."""
    packed = path.suffix.lower() == ".zip"
    if path.exists() or path.is_symlink():
        if not (_is_package(path) or _is_empty(path)):
            raise PackageError(f"{path} is something else than a package: choose another place.")
        if not force and not _is_empty(path):
            raise PackageError(f"There is a package at {path} already; --force replaces it.")
        if packed == path.is_dir():
            raise PackageError(f"{path} is a folder, and not a .zip, or the other way round.")
    try:
        return PackedZip(path) if packed else PackedFolder(path)
    except OSError as error:
        raise PackageError(f"Nothing can be written at {path}: {error.strerror}.") from None


def _is_package(path: Path) -> bool:
    return (path / "kring.json").is_file() if path.is_dir() else zipfile.is_zipfile(path)


def _is_empty(path: Path) -> bool:
    return path.is_dir() and not any(path.iterdir())
