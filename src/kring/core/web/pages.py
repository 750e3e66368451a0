"""Answering with a page: the template, the shell around it, nothing else."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from kring.core.content.later import fill
from kring.core.features import slots
from kring.core.people.querysets import known
from kring.core.web.shell import shell


def page(request, template: str, status: int = 200, rows=(), **context) -> HttpResponse:
    """The page `template` with `context`, `request` and `shell`; `rows` are the stream rows whose cards stand in it."""
    html = slots.template(template).render(request=request, shell=shell(request), **context)
    return HttpResponse(fill(html, request, rows), status=status)


def signed_in(view):
    """Only for people who are signed in; others are asked to, and come back here."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        if known(request.user) is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return checked


def back(request, otherwise: str):
    """Back to the page that the form stood on (its field `next`), if it is one of ours."""
    target = request.POST.get("next") or ""
    ours = (
        target.startswith("/") and target.isprintable()
    )  # another word would be taken for the name of an address
    safe = ours and url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return redirect(target if safe else otherwise)
