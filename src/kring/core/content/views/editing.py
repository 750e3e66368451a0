"""Changing what was written."""

from django.db import transaction
from django.shortcuts import redirect

from kring.core.content.access import access_content
from kring.core.features import registry
from kring.core.web.pages import page, signed_in


@signed_in
def edit(request, id):
    content = access_content(request.user, id, to="edit")
    form_class = registry.load(content.spec.form)
    form = form_class(request.POST or None, request.FILES or None, instance=content, person=request.user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "content/edit.html", status, form=form, content=content, stale=False)
    with transaction.atomic():
        content = access_content(request.user, id, to="edit", lock=True)
        if _edited_since(content, request):
            return page(request, "content/edit.html", 409, form=form, content=content, stale=True)
        content.edit(by=request.user, title=form.cleaned_data.get("title", ""), body=form.html)
        if save := getattr(form, "save_details", None):
            save(content)
            content.touch()
        if content.is_draft and "publish" in request.POST:
            content.publish(by=request.user)
    return redirect(content)


def _edited_since(content, request) -> bool:
    """Somebody (or another tab) changed the words meanwhile; a form without the mark is taken as fresh."""
    now = content.edited_at.isoformat() if content.edited_at else ""
    return request.POST.get("edited_at", now) != now
