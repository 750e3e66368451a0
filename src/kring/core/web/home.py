"""The home stream."""

from markupsafe import Markup

from kring.core.content import stream
from kring.core.content.cards import cards
from kring.core.content.composer import composer
from kring.core.features import slots
from kring.core.web.pages import page, signed_in


@signed_in
def home(request):
    """My groups and the organisation, newest first; `?before=` continues where a page ended."""
    before = request.GET.get("before", "")
    found = stream.home(request.user, before)
    return page(
        request,
        "web/home.html",
        rows=found.rows,
        cards=Markup("".join(cards(found.rows))),
        older=found.older,
        first=not before,
        composer=None if before else composer(request),
        aside="" if before else slots.render("home_aside", person=request.user),
    )
