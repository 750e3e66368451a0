"""Taking in a package of the interchange format.

First all lines are read once, to say what can't be read and to count; then the files are read once per step of the
loaders (people and groups before what they wrote, content before its comments …), skipping files that hold nothing for
it; at last what could only be set when everything was in. Nothing is kept in memory but a few batches, and nobody is
told: an import records no events and calls no verbs.
"""

import zipfile
import zlib
from collections import defaultdict
from pathlib import Path

from django.db import transaction

from kring.core.groups.verbs import everyone
from kring.core.search.tasks import came_in
from kring.exchange import lines
from kring.exchange.fixups import Fixups
from kring.exchange.intake import Run, Strict
from kring.exchange.loaders import levels, loaders
from kring.exchange.models import KeptRecord, Source
from kring.exchange.package import Package, PackageError, open_package
from kring.exchange.records.kept import Kept
from kring.exchange.references import References
from kring.exchange.report import UNREADABLE, Report
from kring.exchange.workers import Converter

__all__ = ["PackageError", "Strict", "take_in"]


class Progress:
    """What an import tells while it goes; the command draws a bar with it."""

    def begin(self, what: str, total: int | None) -> None: ...

    def advance(self, number: int) -> None: ...


def take_in(
    path: str | Path | Package,
    *,
    source: str = "",
    strict: bool = False,
    report: Report | None = None,
    progress=None,
) -> Report:
    """Import the package at `path` (or one that is open), as coming from `source` (default: what the package says).

    Raises PackageError where the package can't be read, Strict at the first bad line where `strict` is asked; what was
    written before that stays, and importing again goes on from there.
    """
    report, progress = report or Report(), progress or Progress()
    package = path if isinstance(path, Package) else open_package(path)
    try:
        return _take_in(package, source, strict, report, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise PackageError(f"The package is damaged: {error}.") from None
    except RuntimeError as error:  # what zipfile raises over a password
        if "password" in str(error):
            raise PackageError("The package is locked with a password.") from None
        raise


def _take_in(package: Package, source: str, strict: bool, report: Report, progress) -> Report:
    contents = scan(package, strict, report, progress)
    origin = source_of(package, source)
    references = References(origin)
    progress.begin("Importing", sum(sum(types.values()) for types in contents.values()))
    kept_types = set(KeptRecord.objects.filter(source=origin).values_list("type", flat=True).distinct())
    everyone()
    with Converter() as converter:
        run = Run(origin, package, references, converter, report, strict, progress.advance, kept_types)
        for step in steps(contents):
            for name, types in contents.items():
                if step.keys() & types.keys():
                    for place, record, size in lines.records(package, name, lambda place, reason: None):
                        if (loader := step.get(record["type"])) is not None:
                            run.take(loader, place, record, size)
            run.flush()
    progress.begin("Linking", None)
    Fixups(origin, references, report.note, progress.advance).run()
    came_in(only_new=not report.total("updated"))
    return report


def scan(package: Package, strict: bool, report: Report, progress) -> dict[str, dict[str, int]]:
    """How many records of which type every file holds. Lines that can't be read are reported here."""
    progress.begin("Reading", None)

    def bad(place: str, reason: str) -> None:
        report.count(UNREADABLE, "read")
        report.skip(UNREADABLE, place, reason)
        if strict:
            raise Strict(f"{place}: {reason}")

    found: dict[str, dict[str, int]] = {}
    for name in package.names:
        types: dict[str, int] = defaultdict(int)
        for _place, record, _size in lines.records(package, name, bad):
            types[record["type"]] += 1
        found[name] = dict(types)
    totals: dict[str, int] = defaultdict(int)
    for types in found.values():
        for type, number in types.items():
            totals[type] += number
    for type in [*(t for t in loaders() if t in totals), *sorted(totals.keys() - loaders().keys())]:
        report.count(type, "read", totals[type])
    return found


def steps(contents: dict[str, dict[str, int]]):
    """Loaders by type, step by step; types that nobody knows come last, and are kept."""
    yield from levels()
    types = {type for file in contents.values() for type in file}
    if unknown := sorted(types - loaders().keys()):
        yield {type: Kept(type) for type in unknown}


@transaction.atomic
def source_of(package: Package, name: str) -> Source:
    about = {
        key: value for key, value in package.about.items() if isinstance(value, str) and "\0" not in value
    }
    if not name and Source.objects.filter(is_here=True, name=about.get("source", "")).exists():
        raise PackageError(
            "It was exported from this platform itself, where everything in it would then stand twice."
        )
    name = (name or about.get("source") or about.get("title") or package.path.name.removesuffix(".zip"))[:250]
    fields = {key: about.get(key, "") for key in ("title", "licence", "attribution")}
    fields["title"] = fields["title"][:250]
    return Source.objects.update_or_create(name=name, defaults=fields)[0]
