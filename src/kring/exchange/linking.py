"""What the data of a kind names, one thing or a list of them: keys of rows inside, ids and paths in a package. A name like
“versions.author” stands for a field of each object in a list.
"""

from collections.abc import Callable, Iterator

from kring.core.files.models import File
from kring.exchange.identity import path_in
from kring.exchange.models import SourceRef

Turn = Callable[[str, list], list]
"""(type, what stands there) → what is to stand there instead; what leads nowhere is left out."""


def turned(data: dict, links: dict[str, str], turn: Turn) -> dict:
    """The data with every link turned; the data itself is left as it is."""
    for name, type in links.items():
        field, _, inner = name.partition(".")
        value = data.get(field)
        if not inner and value is not None:
            found = turn(type, listed(value))
            data = {**data, field: found if isinstance(value, list) else found[0] if found else None}
        elif inner and isinstance(value, list):
            rows = [turned(one, {inner: type}, turn) for one in value if isinstance(one, dict)]
            data = {**data, field: rows}
    return data


def listed(value) -> list:
    """What a field of `data` names: nothing, one thing or several."""
    return value if isinstance(value, list) else [] if value is None else [value]


def named(data: dict, links: dict[str, str]) -> Iterator[tuple[str, object]]:
    """(type, what stands there) of every link."""
    found: list[tuple[str, object]] = []

    def note(type: str, values: list) -> list:
        found.extend((type, value) for value in values)
        return values

    turned(data, links, note)
    yield from found


def linked(data: dict, links: dict[str, str], find, files: dict[str, int] | None = None) -> dict:
    """On the way in: keys of rows for ids, and for the paths of `files`."""

    def turn(type: str, values: list) -> list:
        ids = [id for id in values if isinstance(id, str)]
        there = (files or {}) if type == "file" else find(type, ids)
        return [there[id] for id in ids if id in there]

    return turned(data, links, turn)


def files_of(row, ref: SourceRef | None) -> dict[str, int]:
    """The files that came with a content, by their paths then."""
    if ref is None:
        return {}
    pks = list(File.objects.filter(content=row).values_list("pk", flat=True))
    refs = SourceRef.objects.filter(source=ref.source, type="file", object_id__in=pks)
    paths = {
        pk: path_in(key, "content", ref.external_id)
        for key, pk in refs.values_list("external_id", "object_id")
    }
    return {path: pk for pk, path in paths.items() if path}
