"""Coming, going, and archiving: one address per verb. Each says which state is wanted, so twice is once."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kring.core.groups import verbs
from kring.core.groups.access import access_group
from kring.core.groups.models import Group
from kring.core.web.pages import back, signed_in

DO = {
    "join": ("find", lambda group, person, post: verbs.join(group, person)),
    "accept": ("find", lambda group, person, post: verbs.join(group, person)),
    "ask": ("find", lambda group, person, post: verbs.ask(group, person, post.get("note", "").strip())),
    "withdraw": ("find", lambda group, person, post: verbs.withdraw(group, person)),
    "decline": ("find", lambda group, person, post: verbs.uninvite(group, person, by=person)),
    "leave": ("find", lambda group, person, post: verbs.leave(group, person)),
    "welcomed": ("find", lambda group, person, post: verbs.welcomed(group, person)),
    "archive": ("host", lambda group, person, post: verbs.archive(group, person)),
    "unarchive": ("host", lambda group, person, post: verbs.archive(group, person, False)),
}
SAID = {
    "join": gettext_lazy("You are a member of %(group)s."),
    "accept": gettext_lazy("You are a member of %(group)s."),
    "ask": gettext_lazy("The hosts of %(group)s have your request."),
    "withdraw": gettext_lazy("You took your request back."),
    "decline": gettext_lazy("You declined the invitation."),
    "leave": gettext_lazy("You left %(group)s."),
    "archive": gettext_lazy("%(group)s is archived: everything stays readable, nothing can be added."),
    "unarchive": gettext_lazy("%(group)s is out of the archive."),
}
AWAY = ("leave", "decline")


@signed_in
@require_POST
def do(request, slug, verb):
    if verb not in DO:
        raise Http404
    ability, call = DO[verb]
    visible = Group.objects.visible_to(request.user).filter(slug=slug)
    if verb in AWAY and not visible.exists():
        return redirect("groups")  # left already, by an earlier click: nothing here to be seen any more
    group = access_group(request.user, slug, to=ability)
    call(group, request.user, request.POST)
    if verb in SAID:
        messages.success(request, SAID[verb] % {"group": group.name})
    if verb in AWAY and not visible.exists():
        return redirect("groups")
    return back(request, group.get_absolute_url())
