"""Choosing what a comment or an item becomes; then the composer of that kind goes on with it."""

from django.shortcuts import redirect

from kring.core.content.access import access_comment, access_content
from kring.core.web.pages import page, signed_in
from kring.interactions.further import verbs


@signed_in
def item(request, id):
    return _choose(request, access_content(request.user, id, to="further"), None)


@signed_in
def comment(request, id, comment_id):
    said = access_comment(request.user, id, comment_id, to="further")
    return _choose(request, said.content, said)


def _choose(request, content, comment):
    """GET shows the kinds; POST with `kind` begins a draft of that one."""
    if request.method == "POST":
        return redirect(verbs.begin(request.user, content, comment, request.POST.get("kind", "")).url)
    kinds = [kind for kind, _groups in verbs.choices(request.user, content)]
    narrower = content.group.access != "open"
    return page(
        request, "further/choose.html", content=content, comment=comment, kinds=kinds, narrower=narrower
    )
