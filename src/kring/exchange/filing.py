"""Files on their way out: under which paths they stand in a package, and copying them there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from slugify import slugify

from kring.core.files.images import sized
from kring.core.files.models import File
from kring.exchange.identity import fingerprint, path_in
from kring.exchange.models import SourceRef
from kring.exchange.package import is_plain

MANY = 200
LONGEST = 180


class Filing:
    def __init__(self, names, note):
        self.names, self.note = names, note
        self.of: dict[int, list[tuple[File, str]]] = {}
        self.came: dict[int, dict[str, str]] = {}

    def read(self, owner: str, pks: Iterable[int]) -> None:
        """Look up the files of these contents or comments, which have been learnt."""
        self.of, self.came = defaultdict(list), defaultdict(dict)
        rows = list(File.objects.kept().filter(**{f"{owner}__in": pks}).order_by("order", "pk"))
        for row, path, was in self.paths(owner, rows):
            if default_storage.exists(row.path):
                self.of[getattr(row, f"{owner}_id")].append((row, path))
                self.came[getattr(row, f"{owner}_id")][was] = path
            else:
                self.note("a file isn't in the storage; left out", f"file {row.pk}: {row.name}")

    def paths(self, owner: str, rows: list[File]) -> Iterator[tuple[File, str, str]]:
        """(file, its path in the package, its path where it came from)"""
        refs = SourceRef.objects.filter(type="file", object_id__in=[row.pk for row in rows])
        keys = {
            pk: (source, key) for pk, source, key in refs.values_list("object_id", "source_id", "external_id")
        }
        for row in rows:
            source, id = self.names.came(owner, getattr(row, f"{owner}_id"))
            came = keys.get(row.pk)
            was = path_in(came[1], owner, id) if came and came[0] == source else None
            if was and fits(was):
                yield row, self.names.folder(source) + was, was
            else:
                yield row, f"{self.names.here}/{row.pk}/{safe(row.name)}", ""

    def copy_attachments(self, packing, progress) -> None:
        for owner in ("content", "comment"):
            rows = File.objects.kept().filter(**{f"{owner}__isnull": False})
            if self.names.group:
                inside = self.names.rows(owner).values("pk")
                rows = rows.filter(**{f"{owner}__in": inside})
            for some in chunks(rows):
                self.names.begin()
                self.names.learn(owner, [getattr(row, f"{owner}_id") for row in some])
                for row, path, _ in self.paths(owner, some):
                    if self.names.id(owner, getattr(row, f"{owner}_id")) is not None:
                        copy(packing, row.path, path)
                    progress(1)

    def copy_pictures(self, packing, progress) -> None:
        for type, folder in (("person", "avatars"), ("group", "covers")):
            column = folder[:-1]
            for some in chunks(self.names.rows(type).exclude(**{column: ""})):
                self.names.begin()
                self.names.learn(type, [row.pk for row in some])
                for row in some:
                    name = getattr(row, column)
                    if (id := self.names.id(type, row.pk)) and picture(folder, name):
                        copy(packing, picture(folder, name), picture_path(folder, id, name))
                    progress(1)


def chunks(rows) -> Iterator[list]:
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:MANY]):
        last = some[-1].pk
        yield some


def copy(packing, place: str, path: str) -> None:
    if not packing.has(path) and default_storage.exists(place):
        with default_storage.open(place) as stream:
            packing.add(path, stream)


def picture(folder: str, name: str) -> str | None:
    """The place of the largest of a face or cover; None where it is gone."""
    places = (f"{folder}/{sized(name, 'large')}", f"{folder}/{name}")
    return next((place for place in places if default_storage.exists(place)), None)


def picture_path(folder: str, id: str, name: str) -> str:
    return f"{folder}/{safe(id)}{PurePosixPath(name).suffix.lower()}"


def fits(path: str) -> bool:
    """Whether a path can stand in a package as it is, on any file system."""
    parts = PurePosixPath(path).parts
    return (
        is_plain(path)
        and path == "/".join(parts)
        and len(path) <= LONGEST
        and all(len(part.encode()) <= 200 and part.isprintable() for part in parts)
    )


def safe(words: str) -> str:
    """Words as the name of a file: two that differ stay two."""
    stem, dot, ending = words.rpartition(".")
    ending = ending.lower() if dot and ending.isalnum() and ending.isascii() and len(ending) <= 8 else ""
    word = slugify(stem if ending else words)[:60] or "file"
    plain = f"{word}.{ending}" if ending else word
    return plain if plain == words else f"{word}-{fingerprint(words)[:8]}{'.' if ending else ''}{ending}"
