"""Taking part in a town hall, answering, and leading it."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content import text
from kring.core.content.access import access_content
from kring.core.content.stream import row_of
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in, toast
from kring.kinds.townhalls import verbs
from kring.kinds.townhalls.models import Asked


@signed_in
def look(request, id):
    """The questions by themselves, for a page that follows them."""
    content = access_content(request.user, id, to="look_at_hall")
    return _drawn(request, content)


@signed_in
@require_POST
def ask(request, id):
    content = access_content(request.user, id, to="take_part_in_hall")
    anonymous = request.POST.get("anonymous") == "1"
    verbs.ask(request.user, content, request.POST.get("text", ""), anonymous, _token(request))
    return _done(request, content, _("Your question stands there now."))


@signed_in
@require_POST
def want(request, id, asked_id):
    """`on` says which state is wanted, so a second click changes nothing."""
    content = access_content(request.user, id, to="take_part_in_hall")
    verbs.want(request.user, content, _asked(content, asked_id), request.POST.get("on") == "1")
    return _drawn(request, content) if request.htmx else redirect(f"{content.url}#q-{asked_id}")


@signed_in
def answer(request, id, asked_id):
    content = access_content(request.user, id, to="answer_in_hall")
    asked = _asked(content, asked_id)
    if request.method == "POST":
        verbs.answer(request.user, content, asked, request.POST.get("answer", ""))
        messages.success(request, _("The answer stands below the question."))
        return redirect(f"{content.url}#q-{asked_id}")
    written = text.to_markdown(asked.answer.body) if hasattr(asked, "answer") else ""
    return page(request, "townhalls/answer.html", content=content, asked=asked, written=written)


@signed_in
def put_aside(request, id, asked_id):
    content = access_content(request.user, id, to="lead_hall")
    asked = _asked(content, asked_id)
    if request.method == "POST":
        if "back" in request.POST:
            verbs.bring_back(request.user, content, asked)
        else:
            verbs.put_aside(request.user, content, asked, request.POST.get("reason", ""))
        return redirect(f"{content.url}#q-{asked_id}")
    if hasattr(asked, "answer"):
        raise Refused(_("This question is answered already."))
    return page(request, "townhalls/aside.html", content=content, asked=asked)


@signed_in
@require_POST
def move_on(request, id):
    content = access_content(request.user, id, to="lead_hall")
    verbs.move_on(request.user, content, request.POST.get("phase", ""))
    return redirect(content)


def _asked(content, asked_id: int) -> Asked:
    """A question, looked up through its town hall."""
    asked = (
        Asked.objects.filter(hall=content.pk, pk=asked_id).select_related("asker", "answer", "aside").first()
    )
    if asked is None:
        raise Http404
    return asked


def _token(request) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def _done(request, content, words: str):
    if request.htmx:
        return toast(_drawn(request, content), words)
    messages.success(request, words)
    return redirect(content)


def _drawn(request, content):
    return page(request, "townhalls/part.html", rows=[row_of(content)], content=content)
