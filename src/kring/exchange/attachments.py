"""Files of a package on their way into the storage, and the rows that say whose they are.

The place of a file is a fingerprint that nobody can guess, and the same whenever the same record brings it: an import
that was killed and begun again writes over what it had written, and leaves nothing lying about.
"""

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.base import File as Opened
from django.core.files.storage import default_storage
from django.utils.crypto import salted_hmac

from kring.core.files.models import File
from kring.core.files.uploads import forget_stored
from kring.exchange.identity import file_key
from kring.exchange.links import file_address, file_paths, with_files
from kring.exchange.models import SourceRef
from kring.exchange.package import LARGEST_FILE
from kring.exchange.pictures import picture

PICTURE_LIMIT = 25 * 1024 * 1024


@dataclass
class Attachment:
    path: str
    name: str
    caption: str = ""
    key: str = ""
    place: str = ""
    media_type: str = "application/octet-stream"
    size: int = 0
    width: int | None = None
    height: int | None = None
    pk: int | None = None


def sizes(package, record: dict) -> tuple:
    """Sizes of the files that a record names, so that a changed file is a changed record."""
    paths = [one["path"] for one in _listed(record)]
    paths += [record[name] for name in ("avatar", "cover") if type(record.get(name)) is str]
    return tuple(package.size(path) or 0 for path in paths) if package else ()


def _listed(record: dict) -> list[dict]:
    data = record.get("data")
    versions = data.get("versions") if type(data) is dict else None
    files = record.get("files")
    found = (files if type(files) is list else []) + (versions if type(versions) is list else [])
    return [one for one in found if type(one) is dict and type(one.get("path")) is str]


def named(item) -> list[Attachment]:
    found: dict[str, Attachment] = {}
    for one in _listed(item.record):
        name = str(one.get("name") or "").strip() or PurePosixPath(one["path"]).name
        found.setdefault(one["path"], Attachment(one["path"], name, str(one.get("caption") or "")))
    for path in file_paths(item.html):
        found.setdefault(path, Attachment(path, PurePosixPath(path).name))
    return list(found.values())


def store(batch) -> None:
    """Put the files of a batch's items into the storage, and what they are into `item.files`."""
    if batch.run.package is None:
        return
    for item in batch.items:
        item.files = []
        for one in named(item):
            one.key = file_key(item.loader.type, item.key, one.path)
            if _put(batch, item, one):
                item.files.append(one)


def _put(batch, item, one: Attachment) -> bool:
    package = batch.run.package
    size = package.size(one.path)
    if size is None:
        batch.report.note(f"{item.loader.type}: a file isn't in the package: {one.path[:100]}", item.place)
        return False
    if size > LARGEST_FILE:
        batch.report.note(
            f"{item.loader.type}: a file is larger than {LARGEST_FILE // 2**20} MB: {one.path[:100]}",
            item.place,
        )
        return False
    one.place = _place(batch.source, one)
    with _opened(package, one) as stream:
        forget_stored(one.place)  # an earlier one, and the sizes that were made of it
        one.place = default_storage.save(one.place, Opened(stream))
    one.size = default_storage.size(one.place)
    return True


def _opened(package, one: Attachment):
    """The file as it is to be stored: a picture made anew, where it is one; anything else, and what is no picture
    though it is called so, as it is, to be downloaded."""
    guessed = mimetypes.guess_type(one.path)[0] or one.media_type
    if guessed.startswith("image/") and package.size(one.path) <= PICTURE_LIMIT:
        with package.file(one.path) as stream:
            made = picture(stream.read(PICTURE_LIMIT + 1))
        if made:
            data, one.media_type, one.width, one.height = made
            return data
    one.media_type = "application/octet-stream" if guessed.startswith("image/") else guessed[:120]
    return package.file(one.path)


def _place(source, one: Attachment) -> str:
    secret = salted_hmac("kring.exchange.file", f"{source.name}\0{one.key}", algorithm="sha256").hexdigest()[
        :40
    ]
    ending = PurePosixPath(one.path).suffix.lower()
    ending = ending if ending[1:].isalnum() and len(ending) <= 8 else ""
    return f"attachments/imported/{secret[:2]}/{secret}{ending}"


def attach(items, batch, owner: str) -> dict[int, str]:
    """Rows for the files of items that have been written. `owner` is content or comment. Returns the bodies, by row,
    that now name real files."""
    having = [item for item in items if item.files]
    keys = [one.key for item in having for one in item.files]
    refs = SourceRef.objects.filter(source=batch.source, type="file", external_id__in=keys)
    known = dict(refs.values_list("external_id", "object_id")) if keys else {}
    rows = {row.pk: row for row in File.objects.filter(pk__in=known.values())}
    bodies = {}
    for item in having:
        addresses = {}
        for order, one in enumerate(item.files):
            row = rows.get(known.get(one.key)) or File()
            setattr(row, f"{owner}_id", item.object_id)
            row.path, row.name, row.caption = one.place, one.name[:255], one.caption[:500]
            row.owner_id, row.order, row.media_type = item.values["author"], order, one.media_type
            row.size, row.width, row.height = one.size, one.width, one.height
            row.save(force_insert=row.pk is None, force_update=row.pk is not None)
            one.pk = row.pk
            batch.also_known_as("file", one.key, row.pk)
            addresses[one.path] = (file_address(row.pk, row.name), row.is_image)
        item.html = with_files(item.html, addresses.get)
        bodies[item.object_id] = item.html
    for item in items:
        if not item.files and file_paths(item.html):
            item.html = bodies[item.object_id] = with_files(item.html, lambda path: None)
    return bodies
