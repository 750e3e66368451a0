"""A whole folder as one zip, made while it is sent: only what its reader may see, under names that lead nowhere."""

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from zipstream import ZIP_STORED, ZipStream

from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.files.models import Scan
from kring.core.files.sorts import safe_name
from kring.core.refused import Refused
from kring.kinds.documents.folders import Folder
from kring.kinds.documents.tree import Tree

MOST = 5000  # documents
LARGEST = 4 * 1024**3
PIECE = 256 * 1024


def zipped(person, tree: Tree, folder: Folder) -> ZipStream:
    """Every document that `person` sees in the folder and below it, each in its newest version."""
    folders = {
        row.pk: [one.name for one in tree.path(row)[len(tree.path(folder)) :]] for row in tree.walk(folder)
    }
    items = Content.objects.visible_to(person).filter(
        document__folder__in=list(folders), state=State.PUBLISHED, document__current__isnull=False
    )  # fmt: skip
    items = items.exclude(document__current__file__scan__in=(Scan.WAITING, Scan.INFECTED))
    size = items.aggregate(size=Sum("document__current__size"))["size"] or 0
    if size > LARGEST or items.count() > MOST:
        words = {"size": filesizeformat(size), "most": filesizeformat(LARGEST), "number": MOST}
        raise Refused(
            _("This folder is too large for one zip (%(size)s). At most %(most)s and %(number)s documents: take the folders in it one by one.") % words, 413
        )  # fmt: skip
    stream = ZipStream(compress_type=ZIP_STORED)  # what is large is compressed already
    names: set[str] = set()
    rows = items.order_by("document__folder_id", "document__sort", "pk")
    for folder_id, title, name, path in rows.values_list(
        "document__folder_id", "title", "document__current__name", "document__current__file__path"
    ):
        if default_storage.exists(path):
            place = _free("/".join([*map(part, folders[folder_id]), _named(title, name)]), names)
            stream.add(_pieces(path), place)
    if not names:
        raise Refused(_("There is nothing in this folder yet."), 400)
    return stream


def part(name: str) -> str:
    """A name as one step of a path, on any system: no slashes, no two dots, none of the signs that Windows can't have."""
    plain = "".join("-" if sign in '<>:"|?*' else sign for sign in safe_name(name))
    return plain.strip(" .")[:100] or "file"


def _named(title: str, name: str) -> str:
    """The title, with the ending of the file."""
    ending = name.rpartition(".")[2] if "." in name else ""
    ending = ending if ending.isalnum() and len(ending) <= 8 else ""
    stem = title.removesuffix(f".{ending}") if ending else title
    return part(stem) + (f".{ending}" if ending else "")


def _free(place: str, names: set[str]) -> str:
    """A second one of a name gets a number, also where a system makes no difference between capitals."""
    stem, dot, ending = place.rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and "/" not in ending else (place, "")
    number, found = 1, place
    while found.casefold() in names:
        number += 1
        found = f"{stem} ({number}){ending}"
    names.add(found.casefold())
    return found


def _pieces(path: str) -> Iterator[bytes]:
    with default_storage.open(path) as source:
        while piece := source.read(PIECE):
            yield piece
