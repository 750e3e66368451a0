"""From ids of a package to rows here, batch by batch; what was looked up is remembered, up to a limit."""

from collections.abc import Iterable
from itertools import islice

from kring.core.content.models import Comment, Content, Topic
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.exchange.identity import key_of
from kring.exchange.models import Source, SourceRef

MODELS = {"person": Person, "group": Group, "topic": Topic, "content": Content, "comment": Comment}
MOST = 50_000  # ids remembered per type


class References:
    def __init__(self, source: Source):
        self.source = source
        self.known: dict[str, dict[str, int]] = {}

    def find(self, type: str, ids: Iterable[str]) -> dict[str, int]:
        """The rows of these records; those that nobody imported, or that are gone, are missing."""
        cache = self.known.setdefault(type, {})
        keys = {id: key_of(id) for id in ids}
        found = {key: cache[key] for key in keys.values() if key in cache}
        if missing := set(keys.values()).difference(found):
            fresh = self._read(type, missing)
            self.remember(type, fresh)
            found |= fresh
        return {id: found[key] for id, key in keys.items() if key in found}

    def _read(self, type: str, ids: set[str]) -> dict[str, int]:
        refs = SourceRef.objects.filter(source=self.source, type=type, external_id__in=ids)
        found = dict(refs.values_list("external_id", "object_id"))
        model = MODELS.get("person" if type == "handle" else type)
        if model is None or not found:
            return found
        there = set(model.objects.filter(pk__in=found.values()).values_list("pk", flat=True))
        return {id: pk for id, pk in found.items() if pk in there}

    def remember(self, type: str, ids: dict[str, int]) -> None:
        cache = self.known.setdefault(type, {})
        if len(cache) + len(ids) > MOST:
            for id in list(islice(cache, len(cache) // 2)):
                del cache[id]
        cache.update(ids)
