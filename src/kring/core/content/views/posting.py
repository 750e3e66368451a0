"""Posting something new."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.web.pages import back, page, signed_in


@signed_in
def new(request):
    """Post something: the page behind the New button, and where every composer sends its form."""
    kinds = verbs.kinds_for(request.user)
    kind = kinds.get(request.POST.get("kind") or request.GET.get("kind") or next(iter(kinds), ""))
    if kind is None:
        raise Http404
    form_class = registry.load(kind.form)
    if request.method != "POST":
        group = Group.objects.open_for_posts(request.user).filter(slug=request.GET.get("group", "")).first()
        form = form_class(person=request.user, kind=kind.slug, initial={"group": group})
        return page(request, "content/new.html", **_sheet(form, kind, kinds))
    form = form_class(request.POST, request.FILES, person=request.user, kind=kind.slug)
    if not form.is_valid():
        return page(request, "content/new.html", 422, **_sheet(form, kind, kinds))
    draft = "draft" in request.POST
    content = _save_new(request.user, kind, form, publish=not draft)
    messages.success(
        request, _("Kept as a draft.") if draft else _("Posted in %(group)s.") % {"group": content.group}
    )
    return redirect(content) if draft else back(request, content.get_absolute_url())


@transaction.atomic
def _save_new(person, kind, form, publish: bool) -> Content:
    data = form.cleaned_data
    content = verbs.post(
        person,
        data["group"],
        kind.slug,
        title=data.get("title", ""),
        body=form.html,
        token=data.get("token"),
        publish=publish,
    )
    if save := getattr(form, "save_details", None):
        save(content)
    return content


def _sheet(form, kind, kinds) -> dict:
    address = reverse("new")
    tabs = [
        {"label": k.label, "url": f"{address}?kind={k.slug}", "current": k is kind, "count": None}
        for k in kinds.values()
    ]
    return {"form": form, "kind": kind, "kind_tabs": tabs}
