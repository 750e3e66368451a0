"""Sending out a whole platform, or one group of it, as a package of the interchange format.

Everything is read as it was at one moment, some hundred rows at a time; files are copied after the records. No password,
session or link that lets somebody in ever goes out. What secret groups hold does: it is an administrator's command.
"""

from pathlib import Path

import orjson
from django.conf import settings
from django.utils import timezone

from kring import __version__
from kring.core.features.records import NAMED
from kring.exchange.dumpers import in_turn
from kring.exchange.dumping import Dumping
from kring.exchange.giving_back import kept_types, whole_records
from kring.exchange.interchange import Progress
from kring.exchange.loaders import loaders
from kring.exchange.models import Source
from kring.exchange.naming import Names, this_platform
from kring.exchange.package import FORMAT, VERSION
from kring.exchange.packing import Packing, open_packing
from kring.exchange.report import Report
from kring.exchange.snapshot import one_moment

LINE = orjson.OPT_APPEND_NEWLINE


def send_out(path: str | Path, *, group=None, force: bool = False, progress=None) -> Report:
    """Write the package; returns how many records of which type went out. Raises PackageError where it can't."""
    report, progress = Report(), progress or Progress()
    here = this_platform()
    packing = open_packing(Path(path).absolute(), force)
    try:
        with one_moment():
            _send(packing, here, group, report, progress)
        packing.finish()
    except BaseException:
        packing.abandon()
        raise
    return report


def _send(packing: Packing, here: Source, group, report: Report, progress) -> None:
    turn = in_turn(group)
    names = Names(here.name, {dumper.type: dumper for dumper in turn}, group)
    dumping = Dumping(names, report.note)
    kept = kept_types()
    progress.begin(
        "Exporting", None if group else sum(names.rows(d.type).count() for d in turn) + sum(kept.values())
    )
    for dumper in turn:
        if group and dumper.group == NAMED:
            names.close(dumper.type)
        with packing.lines(file_name(dumper.type)) as out:
            _write(out, dumper, dumping, report, progress)
            _write_kept(out, dumper.type, names, report, progress)
    for type in kept.keys() - names.dumpers.keys():
        with packing.lines(file_name(type)) as out:
            _write_kept(out, type, names, report, progress)
    progress.begin("Copying files", None)
    dumping.filing.copy_attachments(packing, progress.advance)
    dumping.filing.copy_pictures(packing, progress.advance)
    with packing.lines("kring.json") as out:
        out.write(orjson.dumps(about(here, group), option=orjson.OPT_INDENT_2))


def _write(out, dumper, dumping: Dumping, report: Report, progress) -> None:
    for records in dumping.chunks(dumper):
        lines = b"".join([orjson.dumps(record, option=LINE) for record in records])
        out.write(lines)
        dumping.tell(len(records), len(lines))
        report.count(dumper.type, "written", len(records))
        progress.advance(len(records))


def _write_kept(out, type: str, names: Names, report: Report, progress) -> None:
    for record in whole_records(type, names):
        out.write(orjson.dumps(record, option=LINE))
        report.count(type, "written")
        progress.advance(1)


def file_name(type: str) -> str:
    order = list(loaders())
    return f"{order.index(type) + 1 if type in order else 99:02}-{type}.jsonl"


def about(here: Source, group) -> dict:
    """What kring.json says. The words that licences ask to be kept go with what they are about."""
    sources = Source.objects.filter(is_here=False).order_by("pk")
    licences = [f"{source.title or source.name}: {source.licence}" for source in sources if source.licence]
    thanks = [
        f"{source.title or source.name}: {source.attribution}" for source in sources if source.attribution
    ]
    if len(sources) == 1:
        licences, thanks = [sources[0].licence], [sources[0].attribution]
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": f"{settings.CONFIG.name} – {group.name}" if group else settings.CONFIG.name,
        "source": here.name,
        "licence": "\n".join(filter(None, licences)) or "none stated",
        "attribution": "\n".join(filter(None, thanks)),
        "languages": [settings.LANGUAGE_CODE],
        "exported_at": timezone.now().isoformat(timespec="seconds"),
        "generator": f"Kring {__version__}",
    }
