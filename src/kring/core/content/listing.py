"""The page of one kind: everything of it that a person may read, on the platform or in one group."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from kring.core.content import kind_stream
from kring.core.content.cards import cards
from kring.core.content.kind_stream import Part
from kring.core.content.stream import SIZE, Page
from kring.core.content.verbs import may_post_in
from kring.core.features import registry, switches
from kring.core.features.hooks import Kind
from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import shell


@dataclass(frozen=True)
class View:
    """One tab of a listing. The first one has no slug: it is what the page opens on. `part` says which items, in which
    order; `mine`: only what this person posted. `heading` and `why` stand where there is nothing yet."""

    label: object
    slug: str = ""
    part: Part = kind_stream.ALL
    mine: bool = False
    heading: object = ""
    why: object = ""


class Listing:
    """What `/<path>/` and `/g/<slug>/<path>/` of a kind show. Subclass it where newest first isn't enough: other views,
    words on the button (`new`), another look ("row": `<app label>/row.html` instead of cards), another `template` with a `context` of its own.

    `group` and `frame` are None on the platform's page; the group has been authorised.
    """

    template = "content/listing.html"
    look = "card"
    size = SIZE
    intro: object = ""
    new: object = _("New")
    views: tuple[View, ...] = (View(_("Newest")),)
    heading: object = _("Nothing here yet")
    why: object = _("What is posted appears here.")

    def __init__(self, request, kind: Kind, group=None, frame=None):
        self.request, self.kind, self.group, self.frame = request, kind, group, frame
        self.person = request.user

    @property
    def url(self) -> str:
        return f"/g/{self.group.slug}/{self.kind.path}/" if self.group else f"/{self.kind.path}/"

    @property
    def before(self) -> str:
        return self.request.GET.get("before", "")

    @cached_property
    def view(self) -> View:
        asked = self.request.GET.get("view", "")
        for view in self.views:
            if view.slug == asked:
                return view
        raise Http404

    @property
    def tabs(self) -> list[dict]:
        return [
            {"label": v.label, "url": self.address(v), "current": v is self.view, "count": None}
            for v in self.views
        ]

    def address(self, view: View, before: str = "") -> str:
        asked = [f"view={view.slug}"] * bool(view.slug) + [f"before={before}"] * bool(before)
        return self.url + ("?" + "&".join(asked) if asked else "")

    @cached_property
    def new_url(self) -> str:
        """Where to post one, if this person may: here, or in any of their groups."""
        own = may_post_in(self.person, self.kind.slug, shell(self.request).own_groups)
        address = f"{reverse('new')}?kind={self.kind.slug}"
        if self.group is None:
            return address if own else ""
        return f"{address}&group={self.group.slug}" if any(g.id == self.group.pk for g in own) else ""

    def page(self) -> Page:
        """The rows of this page of the chosen view."""
        kind, part = self.kind.slug, self.view.part
        if self.view.mine:
            return kind_stream.mine(self.person, kind, self.group and self.group.pk, self.before, self.size)
        if self.group:
            return kind_stream.in_group(self.group.pk, kind, part, self.before, self.size)
        return kind_stream.everywhere(self.person, kind, part, self.before, self.size)

    def context(self) -> dict:
        """What the template gets, `rows` for the marks on cards among it."""
        found = self.page()
        return {
            "rows": found.rows,
            "cards": Markup("".join(cards(found.rows, self.look))),
            "older": self.address(self.view, found.older) if found.older else "",
        }

    def response(self):
        return page(
            self.request,
            self.template,
            listing=self,
            kind=self.kind,
            group=self.group,
            frame=self.frame,
            **self.context(),
        )


def urlpatterns() -> list:
    """Two addresses for every kind that has a path."""
    found = []
    for kind in registry.kinds().values():
        if kind.path:
            more = {"kind": kind.slug}
            found.append(path(f"{kind.path}/", everywhere, more, name=f"kind_{kind.slug}"))
            found.append(path(f"g/<slug:slug>/{kind.path}/", in_group, more, name=f"group_kind_{kind.slug}"))
    return found


@signed_in
def everywhere(request, kind: str):
    spec = registry.kinds()[kind]
    if not switches.is_on(registry.feature_of_kind()[kind]):
        raise Http404
    return registry.load(spec.listing)(request, spec).response()


@signed_in
def in_group(request, slug: str, kind: str):
    group, spec = access_group(request.user, slug), registry.kinds()[kind]
    if not switches.is_on(registry.feature_of_kind()[kind], group.pk):
        raise Http404
    frame = Frame(request.user, group, kind)
    if not frame.reads:
        return page(request, "groups/outside.html", group=group, frame=frame)
    return registry.load(spec.listing)(request, spec, group, frame).response()
