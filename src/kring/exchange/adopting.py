"""Features that have come since: content that waited as an update becomes its kind, kept records come in.

Both can be run at any time and again: what has found its place is no longer waiting.
"""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F

from kring.core.content.models import Content
from kring.core.features import registry
from kring.exchange.fixups import Fixups
from kring.exchange.intake import Run
from kring.exchange.kinds import KIND, STAND_IN
from kring.exchange.linking import files_of, linked
from kring.exchange.loaders import levels, loaders
from kring.exchange.models import KeptRecord, Source, SourceRef
from kring.exchange.references import References
from kring.exchange.report import Report
from kring.exchange.workers import Converter

MANY = 500


def adopt_kinds() -> dict[str, int]:
    """Updates that were of a kind which is installed now become of it. Returns how many, per kind."""
    done: dict[str, int] = {}
    last = 0
    while ids := list(_waiting(last)[:MANY]):
        last = ids[-1]
        with transaction.atomic():
            for row in Content.objects.filter(pk__in=ids).order_by("pk"):
                kind = row.data.get(KIND)
                if kind in registry.kinds():
                    _become(row, kind)
                    done[kind] = done.get(kind, 0) + 1
    return done


def _waiting(after: int):
    rows = Content.objects.filter(kind=STAND_IN, data__has_key=KIND, pk__gt=after)
    return rows.order_by("pk").values_list("pk", flat=True)


def _become(row: Content, kind: str) -> None:
    data = {name: value for name, value in row.data.items() if name != KIND}
    Content.objects.filter(pk=row.pk).update(kind=kind, data=data, version=F("version") + 1)
    if adopt := registry.kinds()[kind].data_in:
        row.kind, row.data = kind, data
        row.__class__ = registry.kind_model(kind)
        links = registry.kinds()[kind].data_links
        registry.load(adopt)(row, _linked(row, data, links) if links else data)


def _linked(row: Content, data: dict, links: dict[str, str]) -> dict:
    """With the records and files of where the content came from."""
    ref = SourceRef.objects.filter(type="content", object_id=row.pk).order_by("pk").first()
    find = References(ref.source).find if ref else lambda type, ids: {}
    return linked(data, links, find, files_of(row, ref))


def waiting_kinds() -> dict[str, int]:
    """Kinds that aren't installed, and how much content waits for them."""
    found: dict[str, int] = {}
    rows = Content.objects.filter(kind=STAND_IN, data__has_key=KIND)
    for data in rows.values_list("data", flat=True).iterator(chunk_size=MANY):
        found[data[KIND]] = found.get(data[KIND], 0) + 1
    return found


def adopt_records(report: Report, progress=lambda number: None) -> Report:
    """Kept records of types that a feature knows now come in, source by source."""
    for source in Source.objects.order_by("pk"):
        references = References(source)
        with Converter() as converter:
            run = Run(source, None, references, converter, report, False, progress, set())
            for step in levels():
                for type, loader in step.items():
                    for row in _kept(source, type):
                        report.count(type, "read")
                        run.take(loader, f"{source.name}: {type} {row.external_id}", row.payload, 1000)
                run.flush()
                for type in step:
                    _forget(source, type)
        Fixups(source, references, report.note, progress).run()
    return report


def _kept(source: Source, type: str) -> Iterator[KeptRecord]:
    last, rows = 0, KeptRecord.objects.filter(source=source, type=type, reason="type").order_by("pk")
    while some := list(rows.filter(pk__gt=last)[:MANY]):
        last = some[-1].pk
        yield from some


@transaction.atomic
def _forget(source: Source, type: str) -> None:
    """What has come in is no longer kept. What couldn't stays, and is tried again next time."""
    last = 0
    rows = KeptRecord.objects.filter(source=source, type=type, reason="type").order_by("pk")
    while some := dict(rows.filter(pk__gt=last).values_list("pk", "payload")[:MANY]):
        last = max(some)
        keys = {pk: _key(type, payload) for pk, payload in some.items()}
        there = SourceRef.objects.filter(source=source, type=type, external_id__in=keys.values())
        came = set(there.values_list("external_id", flat=True))
        KeptRecord.objects.filter(pk__in=[pk for pk, key in keys.items() if key in came]).delete()


def _key(type: str, payload: dict) -> str:
    from kring.exchange.identity import key_of

    try:
        return key_of(loaders()[type].key(payload))
    except (KeyError, TypeError):
        return ""


def waiting_types() -> dict[str, int]:
    """Types that nothing installed takes in, and how many records of them are kept."""
    found: dict[str, int] = {}
    for type in KeptRecord.objects.filter(reason="type").values_list("type", flat=True).iterator():
        found[type] = found.get(type, 0) + 1
    return found
