"""The right column of home: what is going on, from every feature that has something to say there.

A browser that runs script (it says so with a cookie) gets it apart, when it is about to be seen: the stream doesn't wait for it,
and a phone, which doesn't show it, never asks. What was drawn within the last minute stands on the page at once.
"""

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import translation
from markupsafe import Markup

from kring.core.content.later import fill
from kring.core.features import slots, switches
from kring.core.web.pages import page, signed_in

COOKIE = "kring_script"
FRESH = 60  # seconds; so long the widgets keep what they found


def of_home(request) -> Markup:
    """The column, or the place where it will come."""
    if COOKIE in request.COOKIES and not cache.get(_key(request.user)):
        return Markup(slots.template("web/aside_later.html").render())
    return _drawn(request)


@signed_in
def whats_on(request):
    """The column on its own: as a part for htmx, else as a page."""
    drawn = _drawn(request)
    if request.htmx:
        return HttpResponse(fill(drawn, request, ()))
    return page(request, "web/whats_on.html", aside=drawn)


def _drawn(request) -> Markup:
    drawn = slots.render("home_aside", person=request.user)
    cache.set(_key(request.user), True, FRESH)
    return drawn


def _key(person) -> str:
    return f"aside:{person.pk}:{person.version}:{switches.board().generation}:{translation.get_language()}"
