"""Documents: a library for every group, with folders, versions and previews."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Ability,
    Chore,
    EventType,
    Fill,
    Kind,
    Overlay,
    Reason,
    Record,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature

HERE = "kring.kinds.documents"


class Documents(Feature):
    name = HERE
    label = "documents"
    slug = "documents"
    title = _("Documents")
    description = _("Files that a group keeps, in folders, each with all its versions and a preview.")
    icon = "folder-open"

    kinds = (
        Kind(
            slug="document",
            label=_("Document"),
            plural=_("Documents"),
            icon="folder-open",
            hue=9,
            prompt=_("Which file would you like to share?"),
            model=f"{HERE}.models:LibraryDocument",
            form=f"{HERE}.forms:DocumentForm",
            details="document__folder document__current__file",
            details_rows="versions",
            path="documents",
            listing=f"{HERE}.listing:Library",
            data_in=f"{HERE}.records:data_in",
            data_out=f"{HERE}.records:data_out",
            data_links={"versions.author": "person", "versions.path": "file"},
            order=45,
        ),
    )
    abilities = (
        Ability("replace_document", f"{HERE}.verbs:check_replace"),
        Ability("end_check_out", f"{HERE}.checking_out:check_end"),
    )
    events = (
        EventType(
            "documents.versioned", _("%(actor)s added a newer version of %(content)s"), "file-up", live=True
        ),
        EventType("documents.moved", _("%(actor)s put %(content)s in another folder"), "folder-input"),
        EventType("documents.checked_out", _("%(actor)s is at work on %(content)s"), "file-lock", live=True),
        EventType(
            "documents.returned", _("%(actor)s ended the work on %(content)s"), "file-check", live=True
        ),
        EventType("documents.folder_made", _("%(actor)s made a folder in %(group)s"), "folder-plus"),
        EventType("documents.folder_removed", _("%(actor)s removed a folder in %(group)s"), "folder-minus"),
    )
    reasons = (
        Reason(
            "document",
            _("a document that I worked on changes"),
            _("A newer version, or somebody ends your work on it."),
            icon="folder-open",
            order=46,
        ),
    )
    tells = (
        Tell(
            "documents.versioned",
            "document",
            f"{HERE}.tells:who_worked_on_it",
            ngettext_lazy(
                "%(actors)s added a newer version of %(content)s",
                "%(actors)s added newer versions of %(content)s",
                "count",
            ),
        ),
        Tell(
            "documents.returned",
            "document",
            f"{HERE}.tells:who_had_it",
            ngettext_lazy(
                "%(actors)s ended your work on %(content)s: others can add a newer version again",
                "%(actors)s ended your work on %(content)s: others can add a newer version again",
                "count",
            ),
        ),
    )
    fills = (Fill(Slot.CONTENT_MENU, "documents/menu.html", f"{HERE}.overlay:menu", order=15),)
    overlays = (Overlay("document", f"{HERE}.overlay:parts"),)
    records = (Record("folder", f"{HERE}.folder_records:Load", f"{HERE}.folder_records:Dump"),)
    chores = (Chore(f"{HERE}.preview.tasks:draw_waiting", every=60),)
