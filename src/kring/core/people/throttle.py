"""Not too often: the same counters as allauth's, for the ways in that are our own."""

from functools import wraps

from allauth.core.internal import ratelimit
from django.utils.translation import gettext as _

from kring.core.web import errors


def throttled(rate: str):
    """At most `rate` (“20/m/ip”) requests that aren't GET, counted for this view alone; more get a page with status 429."""

    def decorate(view):
        config = {view.__name__: rate}

        @wraps(view)
        def limited(request, *args, **kwargs):
            if not ratelimit.consume(request, app="kring.people", action=view.__name__, config=config):
                return too_many(request)
            return view(request, *args, **kwargs)

        return limited

    return decorate


def too_many(request, exception=None):
    return errors.answer(
        request,
        429,
        _("That was very often"),
        _("There were too many attempts from here in a short time."),
        _("Wait a minute and try again."),
        button_url=request.path,
        button_label=_("Try again"),
    )
