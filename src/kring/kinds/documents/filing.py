"""Folders: start, rename, move and remove them; and lay documents in them."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host
from kring.core.content.models import Content
from kring.core.content.states import READABLE
from kring.core.content.verbs import check_post
from kring.core.refused import Refused
from kring.kinds.documents.folders import DEEPEST, Folder, saved
from kring.kinds.documents.naming import folder_name
from kring.kinds.documents.rows import Details
from kring.kinds.documents.tree import Tree

KIND = "document"
MANY = 2000  # folders of one group


def check_keep(person, folder: Folder) -> None:
    """Raise Refused unless `person` may rename, move or remove the folder: who made it, or a host."""
    check_post(person, folder.group, KIND)
    if folder.is_top:
        raise Refused(_("This is the library itself, not a folder in it."), 400)
    if folder.by_id != person.pk and not is_host(person, folder.group):
        raise Refused(_("Who made this folder can change it, or a host of the group."))


@transaction.atomic
def start(parent: Folder, by, name: str) -> Folder:
    """A new folder; the one that is there already, where there is one of this name."""
    check_post(by, parent.group, KIND)
    parent = saved(parent)
    name = folder_name(name)
    if same := Folder.objects.filter(parent=parent, name__iexact=name).first():
        return same
    if len(parent.trail) >= DEEPEST:
        raise Refused(_("Folders can't lie deeper than %(number)s levels.") % {"number": DEEPEST}, 400)
    if Folder.objects.filter(group=parent.group).count() >= MANY:
        raise Refused(_("A group has %(number)s folders at most.") % {"number": MANY}, 400)
    folder = _named(Folder(group=parent.group, parent=parent, name=name, by=by, trail=[*parent.trail, name]))
    record("documents.folder_made", actor=by, group=parent.group, data={"name": name})
    return folder


@transaction.atomic
def rename(folder: Folder, by, name: str) -> None:
    check_keep(by, folder)
    folder.name = folder_name(name)
    _named(folder)
    _retrail(folder)


@transaction.atomic
def move(folder: Folder, by, under: Folder) -> None:
    """Under another folder of the same group."""
    check_keep(by, folder)
    tree = Tree(folder.group)
    inside = [row.pk for row in tree.walk(tree.folders[folder.pk])]
    if under.group_id != folder.group_id or under.pk in inside:
        raise Refused(_("A folder can't be moved into itself."), 400)
    deepest = max(len(tree.folders[pk].trail) for pk in inside) - len(folder.trail) + 1
    if len(under.trail) + deepest > DEEPEST:
        raise Refused(_("Folders can't lie deeper than %(number)s levels.") % {"number": DEEPEST}, 400)
    folder.parent = under
    _named(folder)
    _retrail(folder)


@transaction.atomic
def remove(folder: Folder, by) -> None:
    """An empty folder goes; drafts in it, and what lies in the bin, would come back one level up."""
    check_keep(by, folder)
    folder = (
        Folder.objects.select_for_update(of=("self",)).select_related("parent", "group").get(pk=folder.pk)
    )
    items = Content.objects.filter(
        document__folder=folder, state__in=READABLE
    )  # seen: only whether there is any
    if folder.below.exists() or items.exists():
        raise Refused(
            _("There is still something in this folder. Move it elsewhere or put it in the bin first.")
        )
    Details.objects.filter(folder=folder).update(folder=folder.parent)
    record("documents.folder_removed", actor=by, group=folder.group, data={"name": folder.name})
    folder.delete()


@transaction.atomic
def lay(content, by, folder: Folder) -> None:
    """Put a document in another folder of its group. The caller has authorised it."""
    check_post(by, content.group, KIND)
    folder = saved(folder)
    if folder.group_id != content.group_id:
        raise Refused(_("Move the document to that group first."), 400)
    if Details.objects.filter(content_id=content.pk).exclude(folder=folder).update(folder=folder):
        Content.objects.filter(pk=content.pk).touch()
        record(
            "documents.moved", actor=by, group=content.group, content=content, data={"folder": folder.name}
        )


def _named(folder: Folder) -> Folder:
    """Written, where its name is free."""
    try:
        with transaction.atomic():
            if folder.pk:
                folder.save(update_fields=["name", "parent"])
            else:
                folder.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("There is a folder of this name already. Choose another name."), 409) from None
    return folder


def _retrail(folder: Folder) -> None:
    """The names from the top, of a folder and everything below it, and the cards that show them."""
    tree = Tree(folder.group)
    rows = list(tree.walk(tree.folders[folder.pk]))
    for row in rows:
        row.trail = [one.name for one in tree.path(row)[1:]]
    Folder.objects.bulk_update(rows, ["trail"], batch_size=200)
    Content.objects.filter(document__folder__in=rows).touch()
