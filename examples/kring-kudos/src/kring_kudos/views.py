from kring.core.content.models import Content
from kring.core.web.pages import page, signed_in

SHOWN = 50


@signed_in
def everywhere(request):
    """The latest kudos in all groups that this person reads."""
    kudos = Content.objects.visible_to(request.user).filter(kind="kudo", state="published")
    latest = kudos.select_related("kudo__to", "author", "group").newest()[:SHOWN]
    return page(request, "kudos/everywhere.html", latest=list(latest))
