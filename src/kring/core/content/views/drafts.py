"""What isn't posted yet: what forms save by themselves while somebody types, kept drafts, and what waits for its moment."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content import drafts as kept
from kring.core.content.access import access_content
from kring.core.content.composer import composer
from kring.core.content.due import why_not
from kring.core.content.forms import Scheduled
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.groups.models import Group
from kring.core.people.querysets import known
from kring.core.refused import Refused
from kring.core.web import times
from kring.core.web.pages import back, page, signed_in, toast

MOST_SHOWN = 200


@signed_in
def drafts(request):
    """Three lists: what was begun, what was kept, what is scheduled."""
    mine = Content.objects.visible_to(request.user).select_related("group", "author")
    items = list(mine.filter(state__in=(State.DRAFT, State.SCHEDULED)).order_by("-id")[:MOST_SHOWN])
    begun = list(kept.unsent(request.user)[:MOST_SHOWN])
    about = {d.about for d in begun if d.about}
    seen = Content.objects.visible_to(request.user).in_bulk(about) if about else {}
    return page(
        request,
        "content/drafts.html",
        begun=[(draft, seen.get(draft.about)) for draft in begun],
        kept=[(item, why_not(item) if item.was_held_back else "") for item in items if not item.is_scheduled],
        scheduled=sorted((i for i in items if i.is_scheduled), key=lambda item: item.published_at),
    )


@require_POST
def save(request):
    """What stands in a form now, sent by <draft-keeper>. 200 {saved_at}, 204 nothing to keep, 401 signed out, 409 there
    is a newer one {saved_at, words, url}."""
    person = known(request.user)
    if person is None:
        return JsonResponse(
            {"error": _("You are signed out. Sign in again; what you typed is kept here.")}, status=401
        )
    fields = {name: request.POST.getlist(name) for name in request.POST}
    get = request.POST.get
    try:
        draft = kept.save(
            person, get("key", ""), get("kind", ""), fields, get("base", ""), mine="mine" in request.POST
        )
    except kept.Newer as newer:
        there = newer.draft
        words = {"saved_at": kept.moment(there), "words": there.words, "url": there.url}
        return JsonResponse(words, status=409)
    except kept.Sent:
        return JsonResponse({"sent": True}, status=202)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=refusal.status)
    return JsonResponse({"saved_at": kept.moment(draft)}, status=200 if draft else 202)


@signed_in
def load(request):
    """The draft of the form `?key=`, for a small form that is on the page already; nothing in it where there is none."""
    draft = kept.unsent(request.user).filter(key=request.GET.get("key", "")).first()
    if draft is None:
        return JsonResponse({})
    return JsonResponse({"saved_at": kept.moment(draft), "fields": draft.fields})


@signed_in
@require_POST
@transaction.atomic
def throw(request, id):
    """Throw away what was begun; undone by `fetch_back`."""
    draft = _mine(request, id)
    kept.throw(draft)
    if request.htmx:
        fixed = Group.objects.open_for_posts(request.user).filter(slug=request.POST.get("fixed", "")).first()
        box = composer(request, fixed) if "composer" in request.POST else None
        answer = page(request, "content/fresh.html", composer=box)
        return toast(answer, _("Thrown away."), undo=reverse("draft_fetch_back", kwargs={"id": id}))
    return page(request, "content/thrown.html", draft=draft)


@signed_in
@require_POST
@transaction.atomic
def fetch_back(request, id):
    draft = _mine(request, id)
    kept.fetch_back(draft)
    messages.success(request, _("It is back."))
    return back(request, reverse("drafts"))


def _mine(request, id) -> kept.Draft:
    draft = kept.Draft.objects.select_for_update().filter(person=request.user, pk=id).first()
    if draft is None:
        raise Http404
    return draft


@signed_in
def schedule(request, id):
    """When it is to appear: choose, change, or (without a day) make it a draft again."""
    content = access_content(request.user, id, to="publish")
    if not content.is_draft:
        raise Refused(_("This has been published already."), 400)
    form = Scheduled(request.POST or None, initial=_moment(content))
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "content/schedule.html", status, content=content, form=form)
    with transaction.atomic():
        content = access_content(request.user, id, to="publish", lock=True)
        if form.at:
            content.schedule(request.user, form.at)
        else:
            content.unschedule(request.user)
    words = {"group": content.group, "moment": times.moment(form.at)} if form.at else {}
    said = _("It appears in %(group)s on %(moment)s.") % words if form.at else _("Kept as a draft.")
    messages.success(request, said)
    return redirect("drafts")


def _moment(content) -> dict:
    if not content.is_scheduled:
        return {}
    at = localtime(content.published_at)
    return {"later_on": at.date(), "later_at": at.time()}
