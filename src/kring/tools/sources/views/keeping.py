"""A source's name and mode; pausing, going on, looking now, removing."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.refused import Refused
from kring.core.web.pages import signed_in
from kring.tools.sources import verbs, widgets
from kring.tools.sources.forms import SourceForm
from kring.tools.sources.models import Source
from kring.tools.sources.showing import Line
from kring.tools.sources.views.showing import group_of, group_page


@signed_in
def edit(request, slug, id):
    group = group_of(request, slug)
    source = _source(group, id)
    form = SourceForm(request.POST or None, source=source)
    if request.method == "POST" and form.is_valid() and _changed(request, source, form):
        return redirect("group_sources", slug=slug)
    return group_page(
        request,
        "sources/source.html",
        group,
        422 if form.errors else 200,
        form=form,
        source=source,
        line=Line(source),
    )


def _changed(request, source: Source, form) -> bool:
    try:
        verbs.change(source, request.user, form.cleaned_data["title"], form.cleaned_data["mode"])
    except Refused as refusal:
        form.add_error("mode", str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


@signed_in
@require_POST
def do(request, slug, id, verb):
    """Each says which state is wanted, so that a second click changes nothing."""
    if verb not in DO:
        raise Http404
    group = group_of(request, slug)
    source = group.sources.select_related("by", "group", "pause").filter(pk=id).first()
    if source is not None:
        DO[verb](source, request.user)
    elif verb != "remove":
        raise Http404
    widgets.changed(request.user)
    messages.success(request, SAID[verb]())
    return redirect("group_sources", slug=slug)


DO = {"pause": verbs.pause, "resume": verbs.resume, "hurry": verbs.hurry, "remove": verbs.remove}
SAID = {
    "pause": lambda: _("It is paused: nothing new comes in until you let it go on."),
    "resume": lambda: _("It goes on. New items come within a minute or so."),
    "hurry": lambda: _("Kring looks again within a minute."),
    "remove": lambda: _("The source is gone. What was published from it stays."),
}


def _source(group, id: int) -> Source:
    found = group.sources.select_related("by", "group", "pause").filter(pk=id).first()
    if found is None:
        raise Http404
    return found
