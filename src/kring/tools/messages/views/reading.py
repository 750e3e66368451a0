"""The list of conversations, and one of them."""

from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST

from kring.core.content.models import Content
from kring.core.live.asked import numbers
from kring.core.web.pages import page, signed_in
from kring.tools.messages import searching, seeing, sending, shown
from kring.tools.messages.forms import MessageForm
from kring.tools.messages.models import Participant
from kring.tools.messages.views.writing import send

IN_LIST = 30
AT_ONCE = 50
MOST_NEWS = 200


@signed_in
def inbox(request):
    """My conversations, the last one first (`?before=` continues); `?q=` searches what was said in them."""
    words = request.GET.get("q", "")[:100]
    if words.strip():
        hits = searching.find(request.user, words)
        return never_kept(page(request, "conversations/found.html", words=words, hits=hits))
    return never_kept(page(request, "conversations/inbox.html", **listed(request), place=None))


def listed(request) -> dict:
    """The left column: a part of the list."""
    before = numbers(request.GET.get("list", ""))[:1]
    rows = seeing.mine(request.user).filter(newest__gt=0).select_related("conversation").order_by("-newest")
    if before:
        rows = rows.filter(newest__lt=before[0])
    rows = list(rows[: IN_LIST + 1])
    older = rows[IN_LIST - 1].newest if len(rows) > IN_LIST else None
    return {"lines": shown.lines(rows[:IN_LIST], request.user), "older_lines": older}


@dataclass
class Part:
    """A part of a conversation: what stands in it, and the numbers from which it goes on to either side."""

    said: list
    earlier: int | None = None
    later: int | None = None


@signed_in
def conversation(request, conversation_id):
    """The last messages; `?before=` those before one, `?at=` those around one. Who opens it has read it. POST says something."""
    place = seeing.find(request.user, conversation_id)
    place.person = request.user
    if request.method == "POST":
        return send(request, place, whole)
    return whole(request, place, MessageForm(person=request.user, initial={"item": _item(request)}))


def whole(request, place: Participant, form, status: int = 200):
    part = part_of(place, request, request.user)
    if request.method == "GET" and part.later is None and not request.GET.get("before"):
        sending.read(place)
    others = seeing.others(place.conversation, request.user)
    people = [one.person for one in others] or gone(place)
    item = form["item"].value()
    answer = page(
        request,
        "conversations/conversation.html",
        status,
        **({} if request.htmx else listed(request)),
        place=place,
        part=part,
        others=others,
        people=people,
        title=shown.title(place.conversation, people),
        form=form,
        item=Content.objects.visible_to(request.user)
        .filter(pk=item)
        .select_related("author", "group")
        .first()
        if str(item or "").isdecimal()
        else None,
        habit=shown.habit_of(request.user),
        read_by=shown.read_by(place, others, request.user),
        noted=shown.noted,
    )
    return never_kept(answer)


def gone(place: Participant) -> list:
    """With whom a conversation of two was, where they left it."""
    rows = place.conversation.participants.exclude(person=place.person_id).select_related("person")
    return [row.person for row in rows] if place.conversation.is_pair else []


def part_of(place: Participant, request, viewer) -> Part:
    rows = seeing.messages_of(place).select_related("author", "about")
    at, before = (numbers(request.GET.get(name, ""))[:1] for name in ("at", "before"))
    if at:
        first = list(rows.filter(pk__lte=at[0]).order_by("-pk")[: AT_ONCE // 2])[::-1]
        rest = list(rows.filter(pk__gt=at[0]).order_by("pk")[: AT_ONCE // 2 + 1])
        later = rest[AT_ONCE // 2 - 1].pk if len(rest) > AT_ONCE // 2 else None
        found, more = first + rest[: AT_ONCE // 2], len(first) == AT_ONCE // 2
    else:
        if before:
            rows = rows.filter(pk__lt=before[0])
        found = list(rows.order_by("-pk")[: AT_ONCE + 1])
        more, later = len(found) > AT_ONCE, None
        found = found[:AT_ONCE][::-1]
    return Part(shown.said(found, viewer), found[0].pk if more and found else None, later)


@signed_in
@require_POST
def news(request, conversation_id):
    """For a page that is open: what came `after` the last one that it has, and those of `ids` as they are now. With `seen` its
    reader has them before their eyes."""
    place = seeing.find(request.user, conversation_id)
    place.person = request.user
    after = numbers(request.POST.get("after", ""))[:1] or [0]
    rows = seeing.messages_of(place).select_related("author", "about")
    changed = Q(pk__in=numbers(request.POST.get("ids", "")))
    found = list(rows.filter(changed | Q(pk__gt=after[0])).order_by("pk")[:MOST_NEWS])
    if "seen" in request.POST:
        sending.read(place)
    before = rows.filter(pk__lte=after[0]).order_by("-pk").first()
    if not request.htmx:
        return redirect(reverse("conversation", kwargs={"conversation_id": conversation_id}))
    place.refresh_from_db(fields=["newest"])
    others = seeing.others(place.conversation, request.user)
    return page(
        request,
        "conversations/news.html",
        place=place,
        said=shown.said(found, request.user, before),
        noted=shown.noted,
        read_by=shown.read_by(place, others, request.user),
    )


def never_kept(answer):
    """Neither in the browser's cache nor among the pages that a device keeps."""
    patch_cache_control(answer, no_store=True)
    return answer


def _item(request) -> int | None:
    found = numbers(request.GET.get("item", ""))[:1]
    return found[0] if found else None
