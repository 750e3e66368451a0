"""The library of a group, folder by folder, and on the platform what has come in my groups."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kring.core.content.listing import Listing, View
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.features import switches
from kring.core.web.shell import shell
from kring.kinds.documents.folders import address
from kring.kinds.documents.forms import AddForm, FolderForm
from kring.kinds.documents.rows import Details
from kring.kinds.documents.tree import Tree

KIND = "document"
SIZE = 50
LIBRARIES = 40
MINUTE = 60
NEWEST = "new"


@dataclass(frozen=True)
class Shelf:
    """One group on the platform's page, and how many documents it has."""

    group: object
    count: int

    @property
    def url(self) -> str:
        return address(self.group.slug)


class Library(Listing):
    look = "row"
    new = _("Add")
    intro = _("What a group keeps: plans, forms, minutes, each with all its versions.")
    heading = _("No documents yet")
    why = _("Add what people look for again and again: the form, the plan, the minutes.")
    views = (
        View(_("Newest"), heading=heading, why=why),
        View(_("Mine"), "mine", mine=True, heading=_("You haven’t added a document yet"), why=why),
    )

    @property
    def template(self) -> str:
        return "documents/group.html" if self.group else "documents/everywhere.html"

    def context(self) -> dict:
        if self.group is None:
            return {**super().context(), "shelves": self._shelves()}
        folder = self.tree.get(self.request.GET.get("folder"))
        return {
            "rows": [],
            **folder_page(self.person, self.tree, folder, self.request.GET),
            **self._tools(folder),
        }

    @cached_property
    def new_url(self) -> str:
        """To post one in the folder that is open."""
        url, folder = super().new_url, self.request.GET.get("folder", "")
        return f"{url}&folder={folder}" if url and folder.isdecimal() else url

    @cached_property
    def tree(self) -> Tree:
        return Tree.of(self.group)

    def _tools(self, folder) -> dict:
        writes = bool(self.new_url)
        return {
            "writes": writes,
            "form": AddForm(person=self.person) if writes else None,
            "folder_form": FolderForm(),
        }

    def _shelves(self) -> list[Shelf]:
        """My groups with documents, those with most first; counted once a minute."""
        own = {group.id: group for group in shell(self.request).own_groups}
        key = f"documents:shelves:{self.person.pk}:{self.person.version}:{switches.board().generation}"
        counts = cache.get_or_set(key, lambda: self._counts(list(own)), MINUTE)
        return [Shelf(own[id], count) for id, count in counts if id in own]

    def _counts(self, ids: list[int]) -> list[tuple[int, int]]:
        items = Content.objects.visible_to(self.person).filter(
            kind=KIND, state=State.PUBLISHED, group_id__in=ids
        )
        return list(items.values_list("group_id").annotate(n=Count("pk")).order_by("-n")[:LIBRARIES])


def folder_page(person, tree: Tree, folder, asked) -> dict:
    """The folders in a folder, and a page of its documents: by name, or the newest first."""
    newest = asked.get("sort") == NEWEST
    rows = documents(person, folder, newest, asked.get("after", ""))
    more = ""
    if len(rows) > SIZE:
        rows = rows[:SIZE]
        more = str(rows[-1].pk)  # where it stands is looked up again, so an address says nothing of a title
    query = [f"folder={folder.pk}"] * (not folder.is_top) + [f"sort={NEWEST}"] * newest
    return {
        "tree": tree,
        "folder": folder,
        "path": tree.path(folder),
        "folders": [] if asked.get("after") else tree.below(folder),
        "documents": rows,
        "newest": newest,
        "more": "?" + "&".join([*query, f"after={more}"]) if more else "",
        "after": bool(asked.get("after")),
    }


def documents(person, folder, newest: bool, after: str) -> list[Content]:
    """One more than a page has, from the row after the one that the mark names."""
    if folder.pk is None:
        return []
    items = Content.objects.visible_to(person).filter(
        kind=KIND, state=State.PUBLISHED, document__folder=folder
    )
    items = items.select_related("document__current__author", "document__current__file", "checked_out__by")
    items = items.defer("body", "document__current__note")
    if after:
        items = items.filter(_after(after, newest))
    order = (
        ("-document__changed_at", "-document__content_id")
        if newest
        else ("document__sort", "document__content_id")
    )
    return list(items.order_by(*order)[: SIZE + 1])


def _after(mark: str, newest: bool) -> Q:
    if not (mark.isascii() and mark.isdecimal() and len(mark) < 19):
        raise Http404
    last = Details.objects.filter(pk=int(mark)).values_list("changed_at", "sort").first()
    if last is None:
        raise Http404
    changed_at, sort = last
    if newest:
        return Q(document__changed_at__lt=changed_at) | Q(
            document__changed_at=changed_at, document__content_id__lt=int(mark)
        )
    return Q(document__sort__gt=sort) | Q(document__sort=sort, document__content_id__gt=int(mark))
