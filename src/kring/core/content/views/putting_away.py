"""The bin."""

from kring.core.content.models import Content
from kring.core.content.traits.binnable import KEPT
from kring.core.web.pages import page, signed_in


@signed_in
def bin(request):
    items = (
        Content.objects.bin_of(request.user)
        .select_related("group", "author", "binning__by")
        .order_by("-binning__created_at")
    )
    return page(request, "content/bin.html", items=items[:200], kept=KEPT.days)
