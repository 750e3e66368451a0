from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kring.core.content import stream
from kring.core.content.listing import Listing, View
from kring.core.content.models import Content


class AllThanks(Listing):
    """Newest first, what people thanked me for, and what I thanked others for. Nobody is counted."""

    new = _("Thank somebody")
    intro = _("What somebody did for you, said where others hear it too.")
    heading = _("Nobody has been thanked yet")
    why = _("Who helped you this week? A sentence is enough.")
    views = (
        View(_("Newest")),
        View(
            _("To me"),
            "me",
            heading=_("Nothing here yet"),
            why=_("What colleagues thank you for appears here. Until then: whom could you thank?"),
        ),
        View(
            _("From me"),
            "mine",
            mine=True,
            heading=_("You haven't thanked anybody yet"),
            why=_("Who helped you this week? A sentence is enough."),
        ),
    )

    def page(self) -> stream.Page:
        return (
            to(self.person, self.person, self.before, self.group)
            if self.view.slug == "me"
            else super().page()
        )


def to(viewer, person, before: str = "", group=None, size: int = stream.SIZE) -> stream.Page:
    """Rows of the thanks that `person` got, as far as `viewer` may see them, newest first."""
    items = Content.objects.visible_to(viewer).filter(thanks__people__person=person, state="published")
    if group:
        items = items.filter(group=group)
    if before:
        at, id = stream.Cursor.read(before)
        items = items.filter(Q(published_at__lt=at) | Q(published_at=at, id__lt=id))
    rows = items.newest().values_list(*stream.COLUMNS.split(", "))[: size + 1]
    return stream.cut([stream.Row(*values) for values in rows], size)
