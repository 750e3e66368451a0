"""Who is in a conversation, and what one can do about it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.people.profile import find
from kring.core.web.pages import page, signed_in
from kring.tools.messages import blocking, seeing, shown, starting
from kring.tools.messages.forms import NameForm
from kring.tools.messages.views.reading import gone, never_kept
from kring.tools.messages.views.starting import search


@signed_in
def about(request, conversation_id):
    return _page(request, _place(request, conversation_id), NameForm())


def _page(request, place, form, status: int = 200):
    others = seeing.others(place.conversation, request.user)
    people = [one.person for one in others] or gone(place)
    words = request.GET.get("q", "")[:100]
    pair = place.conversation.is_pair
    answer = page(
        request,
        "conversations/members.html",
        status,
        place=place,
        people=people,
        title=shown.title(place.conversation, people),
        form=form,
        words=words,
        found=search(request.user, words, people) if words and not pair else [],
        blocked=bool(pair and people and blocking.is_blocked(request.user, people[0])),
    )
    return never_kept(answer)


@signed_in
@require_POST
def add(request, conversation_id):
    place = _place(request, conversation_id)
    other = find(request.user, request.POST.get("handle", ""))
    starting.add(place, other)
    messages.success(request, _("%(name)s sees what is written from now on.") % {"name": other.name})
    return redirect("conversation_about", conversation_id=conversation_id)


@signed_in
@require_POST
def do(request, conversation_id, verb):
    """leave, mute (`on=1` or `on=0`), rename."""
    place = _place(request, conversation_id)
    match verb:
        case "leave":
            starting.leave(place)
            messages.success(request, _("You left. You see nothing of it any more."))
            return redirect("messages")
        case "mute":
            on = request.POST.get("on") == "1"
            starting.mute(place, on)
            messages.success(
                request, _("You hear nothing more of this.") if on else _("You hear of this again.")
            )
        case "rename":
            form = NameForm(request.POST)
            if not form.is_valid():
                return _page(request, place, form, 422)
            starting.rename(place, form.cleaned_data["name"])
        case _:
            raise Http404
    return redirect("conversation_about", conversation_id=conversation_id)


def _place(request, conversation_id):
    place = seeing.find(request.user, conversation_id)
    place.person = request.user
    return place
