from django.db.models import Q
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kring.core.content import stream
from kring.core.content.listing import Listing, View
from kring.core.content.models import Content, Topic

RECENT = 200
TOPICS = 12


class Links(Listing):
    """Newest first, or those of one topic. Nobody counts clicks, so there is no “most clicked”."""

    template = "links/all.html"
    look = "row"
    new = _("Share a link")
    intro = _("Worth knowing, and easily lost in a chat.")
    heading = _("No links yet")
    why = _(
        "The map that you open every week, the explanation that you keep looking for: share it once, and everybody finds it."
    )
    views = (
        View(_("Newest")),
        View(
            _("Mine"),
            "mine",
            mine=True,
            heading=_("You haven't shared a link yet"),
            why=_("Which page do you keep looking up?"),
        ),
    )

    @cached_property
    def topic(self) -> Topic | None:
        """`?topic=` says which."""
        asked = self.request.GET.get("topic", "")
        if not asked:
            return None
        found = Topic.objects.filter(slug=asked[:80]).first()
        if found is None or "\0" in asked:
            raise Http404
        return found

    @cached_property
    def topics(self) -> list[Topic]:
        """Those of the latest links that this person may see."""
        latest = self._seen().newest().values("pk")[:RECENT]
        return list(
            Topic.objects.filter(contents__in=list(latest.values_list("pk", flat=True)))
            .distinct()
            .order_by("name")[:TOPICS]
        )

    def _seen(self):
        items = Content.objects.visible_to(self.person).filter(kind=self.kind.slug, state="published")
        return items.filter(group=self.group) if self.group else items

    def page(self) -> stream.Page:
        if self.topic is None:
            return super().page()
        items = self._seen().filter(topics=self.topic)
        if self.before:
            at, id = stream.Cursor.read(self.before)
            items = items.filter(Q(published_at__lt=at) | Q(published_at=at, id__lt=id))
        rows = items.newest().values_list(*stream.COLUMNS.split(", "))[: self.size + 1]
        return stream.cut([stream.Row(*values) for values in rows], self.size)

    def address(self, view: View, before: str = "") -> str:
        found = super().address(view, before)
        return (
            f"{found}{'&' if '?' in found else '?'}topic={self.topic.slug}"
            if self.topic and before
            else found
        )
