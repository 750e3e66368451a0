"""For who organises an event: everything in one place, cancelling and moving."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kring.core.content.access import can
from kring.core.refused import Refused
from kring.core.web.pages import back, page, signed_in
from kring.kinds.events import asked, coming, dates, fields, inviting, papers, verbs
from kring.kinds.events.forms import DateForm, InviteForm


@signed_in
def organise(request, id):
    """Who has signed up for a date, and what can be done about it."""
    content = asked.event(request.user, id, to="organise")
    board = asked.board(request, content)
    start = timezone.now() - timedelta(days=1)
    return page(
        request,
        "events/organise.html",
        content=content,
        plan=content.plan,
        board=board,
        answers=coming.answers(content.pk, content.plan.key(board.one.on)),
        others=dates.between(content.plan, start, start + timedelta(days=366))[:12]
        if content.plan.rule
        else [],
        may_edit=can(request.user, content, "edit"),
    )


@signed_in
@require_POST
def cancel(request, id):
    """`on` names one date; without it the whole event. `go_on=1` takes a cancelling back."""
    content = asked.event(request.user, id, to="organise")
    on = asked.day(request)
    if request.POST.get("go_on") == "1":
        verbs.reinstate(content, request.user, on)
        messages.success(request, _("It goes through as planned. Who comes is told."))
    else:
        verbs.cancel(content, request.user, on)
        messages.success(request, _("Cancelled. Who comes is told."))
    return back(request, content.url)


@signed_in
def move(request, id):
    """Another time or place for one date of a series."""
    content = asked.event(request.user, id, to="organise")
    one = asked.occurrence(request, content)
    plan = content.plan
    starts, ends = (
        moment.astimezone(plan.tz).replace(tzinfo=None) for moment in (one.starts_at, one.ends_at)
    )
    begun = {**fields.when_of(starts, ends, plan.whole_day), "location": one.location}
    form = DateForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        verbs.move(content, request.user, one.on, form.starts, form.ends, form.cleaned_data["location"])
        messages.success(request, _("This date is changed. Who comes is told."))
        return redirect("event_dates", id=content.pk)
    status = 422 if request.method == "POST" else 200
    return page(request, "events/move.html", status, content=content, plan=plan, one=one, form=form)


@signed_in
@require_POST
def paper(request, id):
    """Add what stands at an `address`, or take one away (`remove`)."""
    content = asked.event(request.user, id, to="organise")
    number = request.POST.get("remove", "")
    if number.isascii() and number.isdecimal() and len(number) < 18:
        papers.take_away(content, int(number))
    else:
        try:
            papers.add(content, request.user, request.POST.get("address", "")[:500])
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect(f"{content.url}#papers")


@signed_in
def invite(request, id):
    """By mail: named people, or everybody in the group."""
    content = asked.event(request.user, id, to="organise")
    form = InviteForm(request.POST or None, person=request.user, group=content.group)
    if request.method == "POST" and form.is_valid():
        count = inviting.invite(content, request.user, form.people)
        said = ngettext("%(num)s invitation goes out.", "%(num)s invitations go out.", count) % {"num": count}
        messages.success(request, said)
        return redirect("event_organise", id=content.pk)
    status = 422 if request.method == "POST" else 200
    return page(request, "events/invite.html", status, content=content, form=form)
