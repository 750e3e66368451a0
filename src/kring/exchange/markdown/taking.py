"""From a folder to the platform: its records are written down as a package beside it, and taken in as any other."""

import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

import orjson
from django.conf import settings

from kring.core.features import registry, switches
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.exchange.interchange import Progress, take_in
from kring.exchange.markdown import history, pages
from kring.exchange.markdown.folder import Folder
from kring.exchange.markdown.naming import safe
from kring.exchange.markdown.people import Authors, refer
from kring.exchange.markdown.records import KIND, Records
from kring.exchange.models import Source, SourceRef
from kring.exchange.package import FORMAT, VERSION
from kring.exchange.package import Folder as Package
from kring.exchange.report import Report

PAGE = "page"  # what the report calls files that are to become pages
GROUP = "group"


class Beside(Package):
    """A package whose records stand in one folder, and whose files stay where they are: in the folder of Markdown."""

    def __init__(self, path: Path, files: Folder):
        self.markdown = files
        super().__init__(path)

    def size(self, path: str) -> int | None:
        place = self.markdown.inside(path) if path in self.markdown.files else None
        return place.stat().st_size if place else None

    def file(self, path: str):
        return self.markdown.inside(path).open("rb")


@dataclass
class Wanted:
    """What was asked for: where the pages go, who stands under those that name nobody, and what the folder is called."""

    root: Path
    group: str = ""
    author: str = ""
    source: str = ""
    dry: bool = False


def take_in_folder(wanted: Wanted, report: Report | None = None, progress: Progress | None = None) -> Report:
    """Import the folder, or with `dry` only count what would come in. Raises Refused where what was asked for isn't
    there."""
    report, progress = report or Report(), progress or Progress()
    group, author = _group(wanted.group), _author(wanted.author)
    if not wanted.root.is_dir():
        raise Refused(f"There is no folder at {wanted.root}.")
    progress.begin("Reading", None)
    folder = Folder(wanted.root, lambda path, reason: report.skip(PAGE, path, reason))
    found = pages.tree(folder, _zone(), lambda path, reason: report.skip(PAGE, path, reason), report.note)
    report.count(PAGE, "read", len(folder.pages))
    if not found:
        raise Refused("There is no page in it: no file that ends in .md or .markdown.")
    pasts, why = history.pasts(folder.root, [page.path for page in found if page.path])
    if why:
        report.note(why, str(folder.root))
    _warn(group, report)
    authors = Authors(author)
    records = Records(folder, found, pasts, authors, _zone(), GROUP if group else "", report.note)
    name = (wanted.source or _name(folder.root))[:250]
    records.rename(_known(name))
    with tempfile.TemporaryDirectory(prefix="kring-markdown-") as place:
        counts = _write_down(records, Path(place), name, folder)
        if wanted.dry:
            for type, number in counts.items():
                report.count(type, "read", number)
            return report
        source, _made = Source.objects.get_or_create(name=name, defaults={"title": folder.root.name[:250]})
        authors.remember(source)
        if group:
            refer(source, "group", {GROUP: group.pk})
        return take_in(Beside(Path(place), folder), source=name, report=report, progress=progress)


def _write_down(records: Records, place: Path, name: str, folder: Folder) -> Counter:
    about = {"format": FORMAT, "version": VERSION, "title": folder.root.name, "source": name}
    (place / "kring.json").write_bytes(orjson.dumps(about))
    counts: Counter = Counter()
    with (place / "01.jsonl").open("wb") as lines:
        for record in records:
            counts[record["type"]] += 1
            lines.write(orjson.dumps(record) + b"\n")
    return counts


def _name(root: Path) -> str:
    """The same for every copy of one repository; else the folder's own place."""
    return "markdown:" + safe(history.origin(root) or str(root).strip("/"))


def _known(name: str) -> set[str]:
    refs = SourceRef.objects.filter(source__name=name, type="content")
    return set(refs.values_list("external_id", flat=True))


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _group(slug: str) -> Group | None:
    if not slug:
        return None
    group = Group.objects.filter(slug=slug.strip("/").rpartition("/")[2]).first()
    if group is None:
        raise Refused(f"There is no group with the address /g/{slug}/.")
    return None if group.is_everyone else group


def _author(handle: str) -> Person:
    if handle:
        person = Person.objects.named(handle).first()
        if person is None:
            raise Refused(f"There is nobody with the handle or address “{handle}”.")
        return person
    person = Person.objects.active().filter(role="manager").order_by("pk").first()
    if person is None:
        raise Refused("Say with --author who stands under pages that name nobody.")
    return person


def _warn(group: Group | None, report: Report) -> None:
    feature = registry.feature_of_kind().get(KIND)
    if group and feature and not switches.is_on(feature, group.pk):
        report.note(
            "the group doesn't use the wiki, so nobody sees the pages until it is switched on", group.name
        )
