"""Moving a page, and looking after one."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.refused import Refused
from kring.core.web.pages import back, page, signed_in
from kring.kinds.wiki import arranging, caring
from kring.kinds.wiki.listing import find, number
from kring.kinds.wiki.models import Wiki
from kring.kinds.wiki.tree import seen_by

CHOICES = 500  # pages in a list to choose from
PEOPLE = 20


def _page(request, id, lock=False) -> Wiki:
    content = access_content(request.user, id, to="edit", lock=lock)
    if not isinstance(content, Wiki):
        raise Http404
    return content


@signed_in
def place(request, id):
    """Move a page: a form in two steps that works everywhere, and where dragging and the arrow keys send what they did."""
    content = _page(request, id)
    if request.method == "POST":
        return _placed(request, content)
    tree = seen_by(request.user, content.group_id)
    here = tree.get(content.pk)
    if here is None:
        raise Refused(_("Only a published page has a place in the tree."), 400)
    own = {below.id for below in here.walk()}
    asked = request.GET.get("q", "").strip()[:100]
    found = find(tree, asked) if asked else list(tree)
    under = number(request.GET.get("under", str(content.parent_id or "")))
    above = tree.get(under) if under not in own else here.above
    beside = [p for p in tree.under(above.id if above else None) if p is not here]
    return page(
        request,
        "wiki/place.html",
        content=content,
        asked=asked,
        above=above,
        pages=[p for p in found if p.id not in own][:CHOICES],
        many=len(tree) > CHOICES,
        beside=beside,
        last=_before(tree, here) if above is here.above else (beside[-1].id if beside else None),
    )


def _before(tree, here) -> int | None:
    """The page that stands right before this one now, under the same parent."""
    pages = tree.under(here.above.id if here.above else None)
    place = pages.index(here)
    return pages[place - 1].id if place else None


def _placed(request, content) -> HttpResponse:
    arranging.place(
        content, request.user, number(request.POST.get("under")), number(request.POST.get("after"))
    )
    if request.htmx:
        return HttpResponse(_("Moved."), content_type="text/plain; charset=utf-8")
    messages.success(request, _("The page has a new place."))
    return redirect(content)


@signed_in
def care(request, id):
    """Who looks after a page, and when it is to be checked again."""
    content = _page(request, id)
    if request.method == "POST":
        handle = request.POST.get("keeper", "")
        keeper = caring.members(content.group_id).filter(handle=handle).first() if handle else None
        if handle and keeper is None:
            raise Refused(_("Choose somebody who is a member of this group."), 400)
        caring.entrust(content, request.user, keeper)
        return back(request, content.get_absolute_url())
    asked = request.GET.get("q", "").strip()[:100]
    people = caring.members(content.group_id).order_by("name")
    people = people.filter(name__icontains=asked) if asked else people.none()
    details = getattr(content, "wiki", None)
    return page(
        request,
        "wiki/people.html" if request.htmx else "wiki/care.html",
        content=content,
        keeper=details and details.keeper,
        details=details,
        asked=asked,
        people=list(people[:PEOPLE]),
        months=caring.MONTHS,
        due=caring.is_due(content),
    )


@signed_in
@require_POST
def checked(request, id):
    """“Still right”, and when to look again."""
    with transaction.atomic():
        content = _page(request, id, lock=True)
        months = number(request.POST.get("months")) or 0
        caring.check(content, request.user, months)
    messages.success(request, _("Thank you. Readers see that it was checked today."))
    return back(request, content.get_absolute_url())
