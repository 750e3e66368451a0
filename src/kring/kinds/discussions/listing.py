from django.utils.translation import gettext_lazy as _

from kring.core.content.kind_stream import Part
from kring.core.content.listing import Listing, View
from kring.core.content.stream import Page, row_of
from kring.kinds.discussions.lively import lively


class Discussions(Listing):
    """What people talk about now stands first; a discussion that has come to something is easy to look up."""

    look = "row"
    new = _("Start a discussion")
    intro = _("Questions without one right answer. Think along, and see what it comes to.")
    views = (
        View(
            _("Lively now"),
            heading=_("Nothing is being discussed"),
            why=_("What do you wonder about that nobody can know alone? Ask what others think."),
        ),
        View(
            _("Newest"),
            "newest",
            heading=_("Nothing has been discussed yet"),
            why=_("Begin with what is on your mind."),
        ),
        View(
            _("Summed up and closed"),
            "closed",
            part=Part(open=False),
            heading=_("No discussion is closed yet"),
            why=_("When a discussion has come to something, its summary is found here."),
        ),
        View(
            _("Mine"),
            "mine",
            mine=True,
            heading=_("You haven’t started a discussion yet"),
            why=_("What would you like to think about together with colleagues?"),
        ),
    )

    def page(self) -> Page:
        """“Lively now” is one page: what is further down isn't lively."""
        if self.view.slug:
            return super().page()
        return Page([row_of(item) for item in lively(self.person, self.group)[: self.size]], None)
