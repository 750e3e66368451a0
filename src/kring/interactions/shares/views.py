"""The page that passes something on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.content.access import access_content
from kring.core.web.pages import page, signed_in
from kring.interactions.shares import verbs
from kring.interactions.shares.forms import ShareForm


@signed_in
def share(request, id):
    """Its address to copy, and a form that shares it in one of my groups."""
    content = access_content(request.user, id, to="share")
    form = ShareForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = verbs.share(request.user, content, data["group"], form.html, data["token"])
        messages.success(request, _("Shared in %(group)s.") % {"group": data["group"]})
        return redirect(made)
    return page(
        request,
        "shares/page.html",
        422 if request.method == "POST" else 200,
        content=content,
        form=form,
        address=request.build_absolute_uri(content.url),
        narrower=content.group.access != "open",
    )
