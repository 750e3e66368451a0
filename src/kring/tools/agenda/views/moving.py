"""Choosing another moment: a form, and what dragging sends."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content.access import access_content
from kring.core.content.forms import Scheduled
from kring.core.refused import Refused
from kring.core.web import times
from kring.core.web.pages import back, page, signed_in, toast
from kring.tools.agenda import moving


@signed_in
def move(request, id):
    """`later_on` and `later_at` say when, `was` when it stood there before. An undo sends the same in its address."""
    content = access_content(request.user, id, to="publish")
    if not content.is_draft:
        raise Refused(_("This has been published already."), 400)
    sent = request.GET if "later_on" in request.GET else request.POST
    form = Scheduled(
        sent if request.method == "POST" else None, initial=_moment(content, request.GET.get("on", ""))
    )
    if request.method == "POST":
        if form.is_valid() and not form.at:
            form.add_error("later_on", _("Choose a day."))
        if form.is_valid():
            return _moved(request, content, form.at, sent.get("was"))
        if request.htmx:
            raise Refused(_reason(form), 422)
    context = {
        "content": content,
        "form": form,
        "was": sent.get("was") or moving.was(content),
        "next": _next(request),
    }
    return page(request, "agenda/move.html", 422 if request.method == "POST" else 200, **context)


def _moved(request, content, at, before: str | None):
    moving.move(request.user, content.pk, at, before)
    said = _("It appears in %(group)s on %(moment)s.") % {"group": content.group, "moment": times.moment(at)}
    if request.htmx:
        return toast(HttpResponse(status=204), said, undo=_undo(content, at))
    messages.success(request, said)
    return back(request, reverse("agenda"))


def _undo(content, now) -> str:
    """The address that puts it back where it was."""
    if not content.is_scheduled:
        return reverse("content_do", kwargs={"id": content.pk, "verb": "unschedule"})
    before = timezone.localtime(content.published_at)
    asked = {"later_on": before.date(), "later_at": f"{before:%H:%M}", "was": now.isoformat()}
    return reverse("agenda_move", kwargs={"id": content.pk}) + "?" + urlencode(asked)


def _reason(form) -> str:
    return " ".join(text for texts in form.errors.values() for text in texts)


def _next(request) -> str:
    return request.POST.get("next") or request.GET.get("next", "")


def _moment(content, day: str) -> dict:
    at = timezone.localtime(content.published_at) if content.is_scheduled else None
    return {"later_on": day or (at and at.date()), "later_at": at and at.time()}
