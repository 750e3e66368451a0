"""Voting, joining, closing, merging and steering. Every view fetches through `access_content`, which asks for the ability."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.web.pages import back, page, signed_in
from kring.kinds.ideas import merging, steering, verbs
from kring.kinds.ideas.similar import similar


@signed_in
@require_POST
def vote(request, id):
    """`value` is how many votes the person wants it to have from them; a second click changes nothing."""
    content = access_content(request.user, id, to="vote")
    asked = request.POST.get("value", "")
    verbs.vote(request.user, content, int(asked) if asked.isdecimal() and len(asked) < 5 else -1)
    return _answer(request, content)


@signed_in
@require_POST
def join(request, id):
    """`on` says which state is wanted."""
    content = access_content(request.user, id, to="join")
    (verbs.join if request.POST.get("on") == "1" else verbs.leave)(request.user, content)
    return _answer(request, content)


def _answer(request, content):
    return HttpResponse(status=204) if request.htmx else back(request, content.url)


DO = {
    "close": ("close_idea", lambda item, by: verbs.close(item, by)),
    "reopen": ("close_idea", lambda item, by: verbs.reopen(item, by)),
    "promote": ("promote", lambda item, by: steering.promote(item, by, True)),
    "hold": ("promote", lambda item, by: steering.promote(item, by, False)),
}


@signed_in
@require_POST
def do(request, id, verb):
    if verb not in DO:
        raise Http404
    ability, call = DO[verb]
    with transaction.atomic():
        content = access_content(request.user, id, to=ability, lock=True)
        call(content, request.user)
    return back(request, content.url)


@signed_in
@require_POST
def step(request, id):
    """`to` names the step that is wanted."""
    with transaction.atomic():
        content = access_content(request.user, id, to="steer", lock=True)
        steering.go_to(content, request.user, request.POST.get("to", ""))
    return back(request, content.url)


@signed_in
def merge(request, id):
    """Into which idea: some that are like it, and what was searched for. `into` is its number."""
    content = access_content(request.user, id, to="merge")
    if request.method == "POST":
        return _merged(request, id)
    asked = request.GET.get("q", "").strip()[:100]
    found = similar(request.user, asked or f"{content.title} {content.excerpt}"[:200], without=content.pk)
    found = [item for item in found if item.group_id == content.group_id and item.is_open]
    return page(request, "ideas/merge.html", content=content, found=found, asked=asked)


def _merged(request, id):
    asked = request.POST.get("into", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    with transaction.atomic():
        content = access_content(request.user, id, to="merge", lock=True)
        into = merging.target(request.user, content, number)
        merging.merge(content, request.user, into)
    messages.success(request, _("Merged. Votes and comments stand here now."))
    return redirect(into)


@signed_in
def alike(request):
    """While somebody types an idea: those that are like it, as a fragment."""
    return page(request, "ideas/similar.html", found=similar(request.user, request.GET.get("title", "")))
