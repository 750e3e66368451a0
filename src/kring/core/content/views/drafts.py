"""What is not posted yet."""

from kring.core.content.models import Content
from kring.core.web.pages import page, signed_in


@signed_in
def drafts(request):
    items = (
        Content.objects.visible_to(request.user)
        .filter(state__in=("draft", "scheduled"))
        .select_related("group")
    )
    return page(request, "content/drafts.html", items=items.order_by("-id"))
