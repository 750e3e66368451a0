"""The page that passes something on, and what stands in a group beside its own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.groups.access import access_group
from kring.core.web.pages import page, signed_in
from kring.interactions.shares import placed, verbs
from kring.interactions.shares.forms import ShareForm


@signed_in
def share(request, id):
    """Its address to copy, and a form that shares it in one of my groups."""
    content = access_content(request.user, id, to="share")
    form = ShareForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if not form.html:
            source = verbs.place(request.user, content, data["group"])
            messages.success(request, _("It stands in %(group)s too now.") % {"group": data["group"]})
            return redirect(source)
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


@signed_in
def in_group(request, slug):
    """Everything that was put here from other groups, of what this person may see."""
    group = access_group(request.user, slug, to="read", feature="shares")
    found = list(placed.seen(request.user, group)[: placed.MOST])
    return page(request, "shares/in_group.html", group=group, found=found, most=placed.MOST)


@signed_in
@require_POST
def take_out(request, id, slug):
    content = access_content(request.user, id)
    row = content.placings.filter(group__slug=slug).select_related("group").first()
    if row is None:
        raise Http404
    row.content = content
    verbs.take_out(request.user, row)
    messages.success(request, _("It no longer stands in %(group)s.") % {"group": row.group})
    return redirect(content)
