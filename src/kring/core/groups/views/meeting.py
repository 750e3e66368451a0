"""Who is in a group, who asks to be, and bringing others in."""

from django.contrib import messages
from django.db import transaction
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.groups import verbs
from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.groups.models import GroupInvitation, JoinRequest, Membership
from kring.core.groups.views.finding import page_number
from kring.core.notify import reading
from kring.core.people.models import Person
from kring.core.web.pages import back, page, signed_in

SIZE = 50
SUGGESTED = 20


@signed_in
def members(request, slug):
    """Hosts first; `?q=` searches. Hosts see who asks to join and who is invited."""
    group = access_group(request.user, slug, to="read")
    if request.user.has_unread:
        reading.read_group(request.user, group)
    frame = Frame(request.user, group, "members")
    words, number = request.GET.get("q", "").strip()[:100], page_number(request)
    people = Person.objects.visible_to(request.user).found_by(words, active=None)
    found = Membership.objects.filter(group=group, person__in=people).select_related("person")
    start = (number - 1) * SIZE
    rows = list(found.order_by("role", Lower("person__name"), "pk")[start : start + SIZE + 1])
    waits = frame.hosts_it and number == 1 and not words
    return page(
        request,
        "groups/members.html",
        group=group,
        frame=frame,
        words=words,
        memberships=rows[:SIZE],
        older=number + 1 if len(rows) > SIZE else None,
        requests=group.requests.filter(person__is_active=True).select_related("person") if waits else [],
        invitations=group.invitations.select_related("person", "invited_by").order_by("-pk") if waits else [],
        removed=_removed(request, frame),
    )


def _removed(request, frame: Frame) -> Person | None:
    """Who was removed a moment ago, for a way back."""
    handle = request.GET.get("removed", "")
    if not handle or not frame.hosts_it:
        return None
    person = Person.objects.visible_to(request.user).active().filter(handle=handle).first()
    return person if person and not frame.group.memberships.filter(person=person).exists() else None


@signed_in
@require_POST
def answer(request, slug, id):
    """Let somebody in, or not. A request that was answered or withdrawn meanwhile is said to be so."""
    group = access_group(request.user, slug, to="host")
    waiting = JoinRequest.objects.filter(group=group, pk=id).select_related("group", "person").first()
    if waiting is None:
        messages.info(request, _("This was answered already."))
        return redirect("group_members", slug=slug)
    if request.POST.get("answer") not in ("approve", "decline"):
        raise Http404
    approved = request.POST["answer"] == "approve"
    done = (verbs.approve if approved else verbs.decline)(waiting, request.user)
    said = _("%(person)s is a member now.") if approved else _("You declined the request of %(person)s.")
    messages.success(
        request, (said if done else _("This was answered already.")) % {"person": waiting.person}
    )
    return redirect("group_members", slug=slug)


@signed_in
def invite(request, slug):
    """Search people and invite them; who is invited can be un-invited."""
    group = access_group(request.user, slug, to="invite")
    frame = Frame(request.user, group, "members")
    if request.method == "POST":
        return _invite(request, group)
    words = request.GET.get("q", "").strip()[:100]
    people = Person.objects.visible_to(request.user).active().found_by(words)
    people = people.exclude(memberships__group=group)
    if not frame.hosts_it:
        people = people.exclude(role="guest")
    people = people.exclude(role="guest") if group.is_everyone else people
    found = list(people.order_by(Lower("name"))[: SUGGESTED + 1]) if words else []
    sent = set(
        GroupInvitation.objects.filter(group=group, person__in=found).values_list("person_id", flat=True)
    )
    return page(
        request,
        "groups/invite.html",
        group=group,
        frame=frame,
        words=words,
        people=found[:SUGGESTED],
        more=len(found) > SUGGESTED,
        sent=sent,
    )


def _invite(request, group):
    people = Person.objects.visible_to(request.user)
    person = get_object_or_404(people, handle=request.POST.get("withdraw") or request.POST.get("handle", ""))
    if "withdraw" in request.POST:
        verbs.uninvite(group, person, request.user)
        messages.success(request, _("%(person)s is no longer invited.") % {"person": person})
    else:
        verbs.invite(group, person, request.user)
        messages.success(request, _("%(person)s is invited.") % {"person": person})
    return back(request, reverse("group_invite", kwargs={"slug": group.slug}))


@signed_in
@require_POST
@transaction.atomic
def member(request, slug, handle):
    """Make somebody host or member, or remove them: `do` is host, member or remove."""
    group = access_group(request.user, slug, to="host")
    person = get_object_or_404(Person.objects.visible_to(request.user), handle=handle)
    url, do = reverse("group_members", kwargs={"slug": slug}), request.POST.get("do")
    if do == "remove":
        verbs.leave(group, person, by=request.user)
        return redirect(url if person == request.user else f"{url}?removed={handle}")
    if do not in ("host", "member"):
        raise Http404
    verbs.set_role(group, person, do, request.user)
    said = (
        _("%(person)s is a host of this group now.")
        if do == "host"
        else _("%(person)s is a member again, no host.")
    )
    messages.success(request, said % {"person": person})
    return redirect(url)
