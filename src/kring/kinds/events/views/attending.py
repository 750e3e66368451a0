"""Checking in, the attendance list, and the trainings of a person."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.core.web.pages import back, page, signed_in
from kring.kinds.events import answering, asked, checking_in, listed, training
from kring.kinds.events.models import Answer


@signed_in
def screen(request, id):
    """The code for the host's screen. `?part=code` is the code alone, which the page asks for again and again."""
    content = asked.event(request.user, id, to="organise")
    board = asked.board(request, content)
    key = content.plan.key(board.one.on)
    address = checking_in.address(content.pk, key)
    there = Answer.objects.filter(content_id=content.pk, on=key, attended=True).count()
    part = request.GET.get("part") == "code"
    answer = page(
        request,
        "events/code.html" if part else "events/check_in.html",
        content=content,
        board=board,
        picture=checking_in.picture(address),
        there=there,
        step=checking_in.STEP,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@signed_in
def here(request, token):
    """Where a code leads: the event, and a button that says that you are there."""
    if request.method == "POST":
        found = checking_in.admitted(request.user, request.POST.get("pass", ""))
    else:
        found = checking_in.read(token)
    if found is None:
        raise Refused(_("This code is no longer on the screen. Scan the one that is there now."), 400)
    content = asked.event(request.user, found[0])
    if request.method == "POST":
        answering.attended(content, request.user, found[1], True, by=request.user)
        messages.success(request, _("You are checked in. Welcome."))
        return redirect(content)
    passed = checking_in.pass_for(request.user, *found)
    return page(request, "events/here.html", content=content, token=token, passed=passed)


@signed_in
@require_POST
def mark(request, id):
    """A host notes who was there: `person`, and `there` is 1, 0 or empty."""
    content = asked.event(request.user, id, to="organise")
    one = asked.occurrence(request, content)
    key = content.plan.key(one.on)
    number = request.POST.get("person", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        raise Http404
    row = (
        Answer.objects.filter(content_id=content.pk, on=key, person_id=number)
        .select_related("person")
        .first()
    )
    if row is None:
        raise Http404
    there = {"1": True, "0": False}.get(request.POST.get("there", ""))
    answering.attended(content, row.person, key, there, by=request.user)
    return back(request, f"{content.url}organise/")


@signed_in
def table(request, id):
    """The list as a file."""
    content = asked.event(request.user, id, to="organise")
    one = asked.occurrence(request, content)
    answer = HttpResponse(
        listed.table(content.plan, content.plan.key(one.on)), content_type="text/csv; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = f'attachment; filename="event-{content.pk}.csv"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@signed_in
def trainings(request, handle):
    """What somebody attended, of what the reader may see."""
    person = get_object_or_404(Person.objects.visible_to(request.user), handle=handle)
    found = training.attended(request.user, person)
    return page(request, "events/trainings.html", person=person, found=found)
