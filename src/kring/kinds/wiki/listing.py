"""The wiki of a group (its tree), and of the platform (the trees of my groups)."""

from dataclasses import dataclass, field

from django.core.cache import cache
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from kring.core.content.listing import Listing
from kring.core.content.models import Content
from kring.core.features import switches
from kring.core.web.shell import shell
from kring.kinds.wiki import caring
from kring.kinds.wiki.overlay import branches
from kring.kinds.wiki.tree import KIND, MOST, Page, Tree, seen_by

CHANGED, FOUND = 8, 60
GROUPS, TOPS = 40, 6
MINUTE = 60
PARTS = {"branch": "wiki/branch.html", "found": "wiki/found.html"}


@dataclass
class Wood:
    """One group on the platform's page: its first pages, and how many there are in all."""

    group: object
    count: int
    tops: list[Content] = field(default_factory=list)


class WikiListing(Listing):
    new = _("New page")
    heading = _("No pages yet")
    why = _("A page is for what people look up: how something works, who does what, what was agreed.")
    intro = _("What people look up, group by group.")

    @property
    def template(self) -> str:
        if self.group is None:
            return "wiki/everywhere.html"
        return PARTS.get(self.request.GET.get("part", ""), "wiki/group.html")

    def context(self) -> dict:
        if self.group is None:
            return {"rows": [], **self._everywhere()}
        tree = seen_by(self.person, self.group.pk)
        if "part" in self.request.GET:
            return {"rows": [], **self._part(tree)}
        return {"rows": [], **self._found(tree), **self._in_group(tree)}

    def _in_group(self, tree: Tree) -> dict:
        return {
            "tree": tree,
            "cut": len(tree) >= MOST,
            "writes": self.person.roles.get(self.group.pk) is not None and not self.group.is_archived,
            "changed": changed(self._pages().filter(group=self.group)),
            "due": caring.due_in(self.person, self.group),
            **branches(tree, None),
        }

    def _found(self, tree: Tree) -> dict:
        asked = self.request.GET.get("q", "").strip()[:100]
        return {"asked": asked, "found": find(tree, asked) if asked else []}

    def _part(self, tree: Tree) -> dict:
        """Fragments: what was found while one types, and the pages under one (`?under=`), or all of them with one page's
        branch open (`?here=`)."""
        under, here = number(self.request.GET.get("under")), number(self.request.GET.get("here"))
        if under is not None and tree.get(under) is None:
            raise Http404
        branch = {
            "pages": tree.under(under),
            "here": tree.get(here),
            "arranged": "arrange" in self.request.GET,
        }
        return {**branch, **branches(tree, here), **self._found(tree)}

    # The platform

    def _everywhere(self) -> dict:
        ids = [own.id for own in shell(self.request).own_groups]
        return {
            "woods": self._woods(ids),
            "changed": self._changed(ids),
            "kept": caring.kept_by(self.person),
            "today": caring.today(),
        }

    def _pages(self):
        return Content.objects.visible_to(self.person).filter(kind=KIND, state="published")

    def _woods(self, ids: list[int]) -> list[Wood]:
        """My groups with pages, the largest first."""
        own = self._pages().filter(group_id__in=ids)
        counts = dict(own.values_list("group_id").annotate(n=Count("pk")).order_by("-n")[:GROUPS])
        groups = {g.id: g for g in shell(self.request).own_groups}
        woods = {id: Wood(groups[id], count) for id, count in counts.items()}
        tops = own.filter(group_id__in=counts, parent=None).order_by("wiki__position", "title", "pk")
        for page in tops.only("title", "group_id", "kind")[: GROUPS * 20]:
            woods[page.group_id].tops.append(page)
        return list(woods.values())

    def _changed(self, ids: list[int]) -> list[Content]:
        """Looked up once a minute: it reads all pages of my groups."""
        key = f"wiki:changed:{self.person.pk}:{self.person.version}:{switches.board().generation}"
        found = cache.get_or_set(
            key, lambda: [page.pk for page in changed(self._pages().filter(group_id__in=ids))], MINUTE
        )
        return changed(self._pages().filter(pk__in=found))


def changed(pages) -> list[Content]:
    """Those that were written or edited last."""
    pages = pages.annotate(changed_at=Coalesce("edited_at", "published_at")).order_by("-changed_at", "-pk")
    return list(pages.select_related("group").defer("body")[:CHANGED])


def find(tree: Tree, words: str) -> list[Page]:
    """Pages whose title, or the title of a page above, holds every word; those whose own title does first."""
    wanted = words.casefold().split()
    own, under = [], []
    for page in tree:
        title = page.title.casefold()
        if all(word in title for word in wanted):
            own.append(page)
        elif any(word in title for word in wanted):
            line = " ".join([title, *(above.title.casefold() for above in page.path)])
            if all(word in line for word in wanted):
                under.append(page)
    return (own + under)[:FOUND]


def number(value: str | None) -> int | None:
    return int(value) if value and value.isdecimal() and len(value) <= 18 else None
