"""Adding a source: an address, a look at what stands there, and a yes."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.refused import Refused
from kring.core.web.pages import signed_in
from kring.tools.sources import adding, widgets
from kring.tools.sources.forms import AddressForm, ModeForm
from kring.tools.sources.looking import Feed
from kring.tools.sources.models import Look, Source
from kring.tools.sources.naming import publishes
from kring.tools.sources.problems import sentence
from kring.tools.sources.views.showing import group_of, group_page

PREVIEWED = 5


@signed_in
def new(request, slug):
    """Where the source is. `?url=` fills it in."""
    group = _open_group(request, slug)
    form = AddressForm(request.POST or None, initial={"url": request.GET.get("url", "")[:2000]})
    if request.method == "POST" and form.is_valid():
        try:
            look = adding.look(group, request.user, form.cleaned_data["url"])
            return redirect("group_source_found", slug=slug, token=look.token)
        except Refused as refusal:
            form.add_error("url", str(refusal))
    return group_page(request, "sources/new.html", group, 422 if form.errors else 200, form=form)


@signed_in
def found(request, slug, token):
    """What stands there; POST says yes to it."""
    group = _open_group(request, slug)
    look = Look.objects.select_related("group").filter(pk=token, group=group, by=request.user).first()
    if look is None:
        raise Http404
    if not look.found:
        return _without(request, group, look)
    feed, form = Feed.kept(look.found), ModeForm(request.POST or None)
    there = Source.objects.filter(group=group, token=look.token).first()
    if request.method == "POST" and form.is_valid() and (there or _added(request, look, form)):
        return redirect("group_sources", slug=slug)
    context = {"feed": feed, "entries": feed.entries[:PREVIEWED], "form": form, "look": look,
               "may_publish": publishes(request.user, group)}  # fmt: skip
    return group_page(request, "sources/found.html", group, 422 if form.errors else 200, **context)


def _added(request, look: Look, form) -> bool:
    try:
        source = adding.add(look, request.user, form.cleaned_data["mode"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    widgets.changed(request.user)
    messages.success(request, _("Your group follows “%(title)s” now.") % {"title": source.title})
    return True


def _without(request, group, look: Look):
    """Nothing yet, or nothing that can be a source: the address stands there again, to be put right."""
    if not look.problem:
        return group_page(request, "sources/looking.html", group, look=look)
    form = AddressForm({"url": look.url})
    form.add_error("url", sentence(look.problem))
    return group_page(request, "sources/new.html", group, 200, form=form)


def _open_group(request, slug):
    group = group_of(request, slug)
    if group.is_archived:
        raise Refused(_("This group is archived: it can be read, not added to."))
    return group
