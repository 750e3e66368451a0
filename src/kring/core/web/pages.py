"""Answering with a page: the template, the shell around it, nothing else."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from kring.core.content.later import fill
from kring.core.features import slots
from kring.core.people.querysets import known
from kring.core.web import keeping
from kring.core.web.shell import shell


def page(request, template: str, status: int = 200, rows=(), **context) -> HttpResponse:
    """The page `template` with `context`, `request` and `shell`; `rows` are the stream rows whose cards stand in it."""
    html = slots.template(template).render(request=request, shell=shell(request), **context)
    response = HttpResponse(fill(html, request, rows), status=status)
    if status < 500:
        keeping.mark(request, response, shell(request).person)
    return response


def signed_in(view):
    """Only for people who are signed in; others are asked to, and come back here. A part of a page, asked for by htmx,
    can't take them there: it gets a sentence, and what they typed stays where it is."""

    from kring.core.web import errors  # it answers with pages itself

    @wraps(view)
    def checked(request, *args, **kwargs):
        if known(request.user) is None:
            if request.htmx and not request.htmx.history_restore_request:
                return errors.notice(
                    401, _("You are signed out. Sign in again; what you typed is kept here.")
                )
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return checked


def toast(response: HttpResponse, text: str, undo: str = "") -> HttpResponse:
    """The answer to a request by htmx, with a sentence that appears for a moment; `undo` takes back what was done."""
    detail = {"text": text, "level": "success"} | ({"undo": undo} if undo else {})
    return trigger_client_event(response, "toast", detail)


def back(request, otherwise: str):
    """Back to the page that the form stood on (its field `next`), if it is one of ours."""
    target = request.POST.get("next") or ""
    ours = (
        target.startswith("/") and target.isprintable()
    )  # another word would be taken for the name of an address
    safe = ours and url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return redirect(target if safe else otherwise)
