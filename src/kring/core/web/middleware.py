"""Around every request: its line in the log, its language, and what happens when it can't be answered."""

from __future__ import annotations

import os
import re
import zoneinfo
from time import perf_counter

import structlog
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from structlog.contextvars import bind_contextvars, clear_contextvars

from kring.core.refused import Refused
from kring.core.web import errors, health
from kring.core.web.logs import quiet_path

log = structlog.get_logger("kring.request")
SANE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestLog:
    """The outermost: gives the request an id, answers the probes, writes one line."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if probe := health.PROBES.get(request.path_info):
            return probe(request)
        began = perf_counter()
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request.id = given if SANE_ID.fullmatch(given) else os.urandom(8).hex()
        clear_contextvars()
        bind_contextvars(request=request.id)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.id
        user = request.__dict__.get("user")
        log.info(
            "request",
            method=request.method,
            path=quiet_path(request),
            status=response.status_code,
            ms=round((perf_counter() - began) * 1000, 1),
            person=user.pk if user is not None else None,
        )
        return response


class Language:
    """The language and time zone of the person, else the browser's language of those we have, else the platform's."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.known = {code for code, _ in settings.LANGUAGES}

    def __call__(self, request):
        person = request.user
        signed_in = person.is_authenticated
        language = person.language if signed_in else None
        if language not in self.known:
            language = settings.LANGUAGE_CODE if signed_in else self.preferred(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        timezone.activate(zone(person.time_zone if signed_in else ""))
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not signed_in:
            patch_vary_headers(response, ("Accept-Language",))
        return response

    def preferred(self, request) -> str:
        for code, _ in translation.trans_real.parse_accept_lang_header(
            request.META.get("HTTP_ACCEPT_LANGUAGE", "")
        ):
            if code[:2] in self.known:
                return code[:2]
        return settings.LANGUAGE_CODE


def zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name or settings.TIME_ZONE)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)


class Refusals:
    """A verb or view that says no, in a sentence: shown as a page, or as a notice on the page that asked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refusal = unanswerable(request)
        return refusal(request) if refusal else self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return errors.refused(request, exception)
        if isinstance(
            exception, UnicodeError | DataError
        ):  # text that isn't what it says it is, or that no column can hold
            return errors.bad_request(request, exception)
        return None


def unanswerable(request):
    """The view that refuses a request before anything reads it; None for all but the oddest."""
    if "kring.too_large" in request.META:
        return lambda request: errors.bad_request(request, RequestDataTooBig())
    if "\0" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
        return errors.bad_request  # PostgreSQL can't hold the character, and no person types it
    return None
