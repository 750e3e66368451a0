"""What a person sees when something can't be done: what happened, in plain words, and where to go from there."""

from __future__ import annotations

from urllib.parse import quote

import structlog
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from kring.core.web.pages import page

log = structlog.get_logger("kring.errors")
NEVER_SHOWN = ("password", "csrf", "token", "code", "secret")
MOST_SHOWN = 20_000


def bad_request(request, exception=None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return answer(
            request,
            413,
            _("That is too much at once"),
            _("What you sent is larger than this platform accepts."),
            _("Send less, or a smaller file. Nothing was saved."),
        )
    return answer(
        request, 400, _("We couldn’t read that"), _("Your browser sent something that we don’t understand.")
    )


def permission_denied(request, exception=None) -> HttpResponse:
    return answer(request, 403, _("That isn’t for you"), str(exception or "") or _("You may not do this."))


def not_found(request, exception=None) -> HttpResponse:
    return answer(
        request,
        404,
        _("Nothing here"),
        _("This page doesn’t exist, or isn’t visible to you. It may have been moved or removed."),
    )


def server_error(request) -> HttpResponse:
    return answer(
        request,
        500,
        _("Something went wrong here"),
        _("This is our fault, not yours. It has been noted; please try again in a moment."),
        code=getattr(request, "id", ""),
    )


def refused(request, refusal) -> HttpResponse:
    return answer(request, refusal.status, _("That can’t be done"), str(refusal))


def stale_form(request, reason="") -> HttpResponse:
    """The form was opened before signing in or out, or cookies are off. What was typed is shown, so that it isn't lost,
    but only to who typed it: a form that came from another site is not repeated."""
    return answer(
        request,
        403,
        _("This form was out of date"),
        _("It was opened in an earlier visit, so nothing was saved."),
        _("Go back, reload the page and send it again."),
        template="web/stale_form.html",
        typed=typed(request) if from_here(request) else [],
        button_label=_("Go back"),
        button_url=back(request),
    )


def from_here(request) -> bool:
    origin = request.META.get("HTTP_ORIGIN") or request.META.get("HTTP_REFERER", "")
    return origin.startswith(f"{request.scheme}://{request.get_host()}")


def typed(request) -> list[str]:
    """The longer texts of a form that wasn't accepted."""
    texts = [
        value[:MOST_SHOWN]
        for name, value in request.POST.items()
        if len(value) > 3 and not any(word in name.lower() for word in NEVER_SHOWN)
    ]
    return sorted(texts, key=len, reverse=True)[:10]


def back(request) -> str:
    """The page the form stood on, if it was one of ours; else home."""
    referer = request.META.get("HTTP_REFERER", "")
    ours = f"{request.scheme}://{request.get_host()}/"
    return "/" + referer[len(ours) :] if referer.startswith(ours) else "/"


def answer(request, status, title, sentence, advice="", template="web/error.html", **extra) -> HttpResponse:
    """An error as a page; for a request by htmx as a notice that leaves the page, and what was typed, as it is."""
    if (
        request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
    ):
        return notice(status, f"{sentence} {advice}".strip())
    context = {
        "title": title,
        "sentence": sentence,
        "advice": advice,
        "button_label": _("Go home"),
        "button_url": "/",
        "code": str(status),
        **extra,
    }
    try:
        return page(request, template, status=status, **context)
    except Exception:
        # The page around the message failed too, as when the database is away: the message alone must come through.
        log.exception("an error page couldn't be made", status=status)
        return HttpResponse(bare(context), status=status)


def notice(status: int, sentence: str) -> HttpResponse:
    """The reason stands in the body and, percent-encoded (headers are ASCII), in `X-Reason` for the toast."""
    return HttpResponse(
        sentence,
        status=status,
        content_type="text/plain; charset=utf-8",
        headers={"X-Reason": quote(sentence)},
    )


def bare(context: dict) -> str:
    return format_html(
        "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>{title}</title>"
        "<h1>{title}</h1><p>{sentence}</p><p><a href='{button_url}'>{button_label}</a></p><p><small>{code}</small>",
        **{key: context[key] for key in ("title", "sentence", "button_url", "button_label", "code")},
    )
