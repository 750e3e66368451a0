"""Yes, maybe or no; guests and questions; who comes; all dates of a series."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import can
from kring.core.content.later import fill as filled
from kring.core.content.stream import row_of
from kring.core.refused import Refused
from kring.core.web.pages import back, page, signed_in, toast
from kring.kinds.events import answering, asked, coming, dates, overlay
from kring.kinds.events.coming import Board
from kring.kinds.events.forms import AnswerForm
from kring.kinds.events.models import Answer

AHEAD = timedelta(days=366)
SHOWN = 30


@signed_in
@require_POST
def answer(request, id):
    """A press of a button: `answer` is what is wanted, "" for no answer at all."""
    content = asked.event(request.user, id, to="sign_up")
    said = request.POST.get("answer", "")
    if said not in ("", *Answer.Said.values):
        raise Refused(_("Choose yes, perhaps or no."), 400)
    board = asked.board(request, content)
    guests = board.mine.guests if board.mine else 0
    mine = answering.answer(content, request.user, said, board.on, guests)
    if request.htmx:
        return _drawn(request, content, mine)
    messages.success(request, told(mine))
    if mine and said == "yes" and board.asks and board.said != "yes":
        return redirect(_sign_up(content, board))
    return back(request, content.url)


def told(mine: Answer | None) -> str:
    if mine is None:
        return _("Your answer is taken back.")
    if mine.answer == "yes" and mine.waiting_since:
        return _("It is full. You wait for a place, and hear it when there is one.")
    return {"yes": _("You come."), "maybe": _("You come perhaps."), "no": _("You don’t come.")}[mine.answer]


def _drawn(request, content, mine):
    """The block that stood there, as it is now."""
    board = asked.board(request, content)
    full = request.headers.get("HX-Current-URL", "").split("?")[0].split("#")[0].endswith(f"/c/{content.pk}/")
    html = overlay.drawn(board, full, can(request.user, content, "organise"))
    return toast(HttpResponse(filled(html, request, [row_of(content)])), told(mine))


def _sign_up(content, board: Board) -> str:
    return reverse("event_sign_up", args=[content.pk]) + (f"?on={board.on}" if board.on else "")


@signed_in
def sign_up(request, id):
    """The same with more to say: how many guests, and what the organiser asks."""
    content = asked.event(request.user, id, to="sign_up")
    board = asked.board(request, content)
    form = AnswerForm(request.POST or None, plan=content.plan, mine=board.mine)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        mine = answering.answer(
            content, request.user, data["answer"], board.on, data.get("guests") or 0, form.remarks
        )
        messages.success(request, told(mine))
        return redirect(content)
    status = 422 if request.method == "POST" else 200
    return page(request, "events/sign_up.html", status, content=content, board=board, form=form)


@signed_in
def who(request, id):
    """Who comes; hosts also see what was answered to the questions."""
    content = asked.event(request.user, id)
    board = asked.board(request, content)
    found = coming.answers(content.pk, content.plan.key(board.one.on))
    return page(
        request,
        "events/coming.html",
        content=content,
        board=board,
        answers=found,
        organises=can(request.user, content, "organise"),
    )


@signed_in
def all_dates(request, id):
    """The dates of a series of a year, from a day on."""
    content = asked.event(request.user, id)
    plan, on = content.plan, asked.day(request)
    now = timezone.now()
    start = min(now - timedelta(days=14), plan.last_at - timedelta(days=14)) if on is None else dates.real(
        datetime(on.year, on.month, on.day), plan
    )  # fmt: skip
    found = dates.between(plan, start, start + AHEAD)
    boards = coming.fill(request.user, [Board(one) for one in found[:SHOWN]])
    later = found[SHOWN].on if len(found) > SHOWN else None
    return page(
        request,
        "events/dates.html",
        content=content,
        plan=plan,
        boards=boards,
        onward=later,
        next_on=dates.next_of(plan, now).on,
        organises=can(request.user, content, "organise"),
    )
