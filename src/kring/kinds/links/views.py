from kring.core.web.pages import page, signed_in
from kring.kinds.links.known import shared


@signed_in
def known(request):
    """Whether `?url=` was shared here before, as far as this person may see: a part of a page."""
    return page(request, "links/known.html", items=shared(request.user, request.GET.get("url", "")[:2000]))
