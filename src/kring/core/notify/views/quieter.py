"""The ways out of noise, one click from where it is heard: read it, mute it, hear less of its group."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.groups.access import access_group
from kring.core.notify import levels, listing, preferences, reading
from kring.core.notify.models import GroupLevel
from kring.core.notify.views.reading import counted, mine
from kring.core.web.pages import back, page, signed_in, toast

LESS = {GroupLevel.Level.ALL: GroupLevel.Level.HIGHLIGHTS}
HEARD = {
    GroupLevel.Level.ALL: lambda group: _("You hear everything of %(group)s.") % {"group": group},
    GroupLevel.Level.HIGHLIGHTS: lambda group: _("Of %(group)s you hear the highlights.") % {"group": group},
    GroupLevel.Level.NOTHING: lambda group: (
        _("You hear nothing more of %(group)s, except what is meant for you.") % {"group": group}
    ),
}


@signed_in
@require_POST
def do(request, id, verb):
    """On one row: `read`; `mute` what it is about; `less` of its group."""
    row = mine(request.user, id)
    said = undo = ""
    if verb == "mute" and row.content:
        preferences.mute(request.user, row.content)
        said = _("You hear nothing more about this one.")
        undo = reverse("content_mute", kwargs={"id": row.content_id}) + "?on=0"
    elif verb == "less" and (group := row.content.group if row.content else row.group):
        lower = LESS.get(levels.level(request.user, group), GroupLevel.Level.NOTHING)
        preferences.set_level(request.user, group, lower)
        said = HEARD[lower](group.name)
    elif verb != "read":
        raise Http404
    reading.read_one(request.user, row.pk)
    if not request.htmx:
        if said:
            messages.success(request, said)
        return back(request, "/notifications/")
    row.refresh_from_db(fields=["read_at", "held"])
    answer = page(request, "notify/row.html", found=listing.shown([row]))
    answer = counted(answer, reading.unread([request.user.pk])[request.user.pk])
    return toast(answer, said, undo) if said else answer


@signed_in
@require_POST
def mute(request, id):
    """`on=1`: nothing more about this item; `on=0`: hear of it again."""
    content = access_content(request.user, id)
    wanted = request.POST.get("on") or request.GET.get("on")
    if wanted == "1":
        preferences.mute(request.user, content)
        said = _("You hear nothing more about this one.")
    else:
        preferences.unmute(request.user, content)
        said = _("You hear of it again.")
    if request.htmx:
        return HttpResponse(status=204)
    messages.success(request, said)
    return back(request, content.url)


@signed_in
@require_POST
def level(request, slug):
    """How much of this group to hear: `level` is all, highlights or nothing."""
    group = access_group(request.user, slug)
    wanted = request.POST.get("level", "")
    preferences.set_level(request.user, group, wanted)
    said = HEARD[GroupLevel.Level(wanted)](group.name)
    if request.htmx:
        return toast(HttpResponse(status=204), said)
    messages.success(request, said)
    return back(request, group.url)
