"""Under which ids rows go out: as they came, or with an id of their own that stays the same over exports."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice

from django.utils.crypto import get_random_string
from slugify import slugify

from kring.core.features.records import NAMED
from kring.exchange.identity import fingerprint, key_of
from kring.exchange.models import Source, SourceRef

MOST = 50_000  # rows remembered per type
OWN = (0, "")
HEX = "0123456789abcdef"


def this_platform() -> Source:
    """Where what was made here comes from. Its name is drawn once."""
    here = Source.objects.filter(is_here=True).first()
    return here or Source.objects.create(name=f"kring-{get_random_string(10, HEX)}", is_here=True)


class Names:
    """`learn` looks rows up, `id` says what was learnt since `begin`; nothing of a platform's size is remembered."""

    def __init__(self, here: str, dumpers: dict, group=None):
        self.here, self.dumpers, self.group = here, dumpers, group
        several = [source for source in Source.objects.order_by("pk") if source.refs.exists()]
        self.sources = {source.pk: source.name if len(several) > 1 else "" for source in several}
        self.remembered: dict[str, dict[int, tuple | None]] = defaultdict(dict)
        self.now: dict[str, dict[int, tuple | None]] = {}
        self.used: dict[str, set[int]] = defaultdict(set)
        self.closed: set[str] = set()

    def begin(self) -> None:
        self.now = defaultdict(dict)

    def rows(self, type: str):
        """The rows of a type that go out."""
        dumper = self.dumpers[type]
        rows = dumper.rows()
        if self.group is None:
            return rows
        if dumper.group == NAMED:
            return rows  # those that were named are picked out by `goes_out`
        return rows.filter(**{dumper.group: self.group.pk}) if dumper.group else rows.none()

    def goes_out(self, type: str, pk: int) -> bool:
        return type not in self.closed or pk in self.used[type]

    def learn(self, type: str, pks: Iterable[int | None]) -> None:
        now, memory = self.now[type], self.remembered[type]
        wanted = {pk for pk in pks if pk is not None and pk not in now}
        now |= {pk: memory[pk] for pk in wanted if pk in memory}
        if missing := [pk for pk in wanted if pk not in memory]:
            found = self._read(type, missing)
            now |= found
            if len(memory) + len(found) > MOST:
                for pk in list(islice(memory, len(memory) // 2)):
                    del memory[pk]
            memory |= found

    def _read(self, type: str, pks: list[int]) -> dict[int, tuple | None]:
        found: dict[int, tuple | None] = dict.fromkeys(pks)
        if type in self.dumpers:
            rows = self.rows(type).select_related(None).prefetch_related(None)
            there = rows.filter(pk__in=pks).values_list("pk", flat=True) if rows.query.has_filters() else pks
            found |= {pk: OWN for pk in there if self.goes_out(type, pk)}
        refs = SourceRef.objects.filter(type=type, object_id__in=pks).order_by("-pk")
        for pk, *came in refs.values_list("object_id", "source_id", "external_id"):
            if found[pk] is not None:
                found[pk] = tuple(came)
        return found

    def close(self, type: str) -> None:
        """Of this type no row more is to go out than has been named."""
        self.closed.add(type)
        self.remembered.pop(type, None)

    def came(self, type: str, pk: int) -> tuple[int, str]:
        """(source, id there); OWN where it was made here."""
        return self.now[type].get(pk) or OWN

    def id(self, type: str, pk: int | None) -> str | None:
        entry = self.now[type].get(pk) if pk is not None else None
        if entry is None:
            return None
        self.used[type].add(pk) if self.group else None
        source, external = entry
        return self.foreign(source, external) if source else f"{self.here}-{type}-{pk}"

    def foreign(self, source: int, external: str) -> str:
        """An id of a source as it reads among those of all."""
        name = self.sources.get(source)
        return key_of(f"{name}:{key_of(external)}") if name else key_of(external)

    def folder(self, source: int) -> str:
        """Where the files of a source stand in the package."""
        name = self.sources.get(source)
        if not name:
            return ""
        word = slugify(name)[:40]
        return f"{word}/" if word == name else f"{word}-{fingerprint(name)[:6]}/"
