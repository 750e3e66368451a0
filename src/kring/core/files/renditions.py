"""The sizes of a picture in the storage: made at upload, or (of what an import brought) when first asked for."""

import os
import secrets
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import locks
from django.core.files.storage import default_storage

from kring.core.files import pictures
from kring.core.files.images import BROKEN
from kring.core.files.sizes import ENOUGH, WIDTHS, scale

LOCKS = 64


def place(path: str, size: str) -> str:
    return f"{path}-{size}.webp"


def beside(path: str, name: str) -> str:
    """The place of something else that was made of the file at `path`, and goes with it."""
    return f"{path}.made/{name}"


def keep(path: str, data: dict[str, bytes]) -> None:
    """Store the sizes of the picture at `path`."""
    for size, content in data.items():
        write(place(path, size), content)


def forget(path: str) -> None:
    """The picture at `path` is gone, or another: so are its sizes."""
    for size in WIDTHS:
        default_storage.delete(place(path, size))
    try:
        made = default_storage.listdir(f"{path}.made")[1]
    except (FileNotFoundError, NotADirectoryError):
        return
    for name in made:
        default_storage.delete(beside(path, name))
    with suppress(OSError):
        default_storage.delete(f"{path}.made")


def found(file, size: str) -> tuple[str, str]:
    """(path, media type) of `file` in this size; the file itself where there is no such size, or it can't be made."""
    itself = file.path, file.media_type
    if size not in WIDTHS or not file.is_image or not (file.width and file.height) or _is_enough(file, size):
        return itself
    wanted = place(file.path, size)
    if not default_storage.exists(wanted) and not _made(file, size, wanted):
        return itself
    return wanted, "image/webp"


def _is_enough(file, size: str) -> bool:
    """Large is the picture itself, where we made it or it moves; a smaller size that hardly differs is, too."""
    if file.is_moving:
        return size == "large"
    return file.media_type == "image/webp" and scale(file.width, file.height, size) > ENOUGH


def _made(file, size: str, wanted: str) -> bool:
    with _one_at_a_time(wanted):
        if default_storage.exists(wanted):  # somebody else was just ahead
            return True
        try:
            with default_storage.open(file.path) as source:
                write(wanted, pictures.shrunk(source, size))
        except (ValidationError, *BROKEN):
            return False
    return True


@contextmanager
def _one_at_a_time(path: str):
    """In all processes that share the folder. A process that dies lets go."""
    lock = Path(default_storage.path(f".locks/{zlib.crc32(path.encode()) % LOCKS}"))
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as handle, pictures.aside():
        locks.lock(handle, locks.LOCK_EX)
        yield


def write(path: str, content: bytes) -> None:
    """In one step: nobody reads half a picture."""
    target = Path(default_storage.path(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    passing = target.with_name(f"{target.name}.{secrets.token_hex(4)}")
    passing.write_bytes(content)
    os.replace(passing, target)
