"""The home stream."""

from markupsafe import Markup

from kring.core.content import filters, stream
from kring.core.content.cards import cards
from kring.core.content.composer import composer
from kring.core.features import slots
from kring.core.web import column
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import shell
from kring.core.web.since import with_line


@signed_in
def home(request):
    """My groups and the organisation, newest first; `?before=` continues where a page ended, `?kind=` narrows it."""
    before = request.GET.get("before", "")
    kinds = filters.kinds_in(group.id for group in shell(request).own_groups)
    kind = filters.chosen(request, kinds)
    found = stream.home(request.user, before, kind.slug if kind else "")
    first = not before
    return page(
        request,
        "web/home.html",
        rows=found.rows,
        cards=Markup("".join(with_line(cards(found.rows), found.rows, request.user.since, before))),
        older=found.older,
        first=first,
        kinds=kinds,
        kind=kind,
        composer=composer(request) if first else None,
        top=slots.render("stream_top", person=request.user, group=None) if first and not kind else "",
        aside=column.of_home(request) if first else "",
    )
