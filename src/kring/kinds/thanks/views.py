from markupsafe import Markup

from kring.core.content.cards import cards
from kring.core.people.profile import find
from kring.core.web.pages import page, signed_in
from kring.kinds.thanks.listing import to


@signed_in
def of_person(request, handle):
    """Everything that this person was thanked for, as far as the viewer may see it."""
    who = find(request.user, handle)
    before = request.GET.get("before", "")
    found = to(request.user, who, before)
    return page(
        request,
        "thanks/of_person.html",
        rows=found.rows,
        who=who,
        before=before,
        cards=Markup("".join(cards(found.rows))),
        older=f"{request.path}?before={found.older}" if found.older else "",
    )
