"""Looking at it as the mail that it will be; a test, a moment, and off it goes."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from kring.core.mail import outbox, writing
from kring.core.web.pages import page, signed_in
from kring.tools.newsletter import sending, verbs
from kring.tools.newsletter.access import access_newsletter
from kring.tools.newsletter.forms import When
from kring.tools.newsletter.models import Newsletter
from kring.tools.newsletter.views.writing import contents_of

WIDTHS = ("desktop", "phone")
INLINE, OURS, NOTHING = "'unsafe-inline'", "'self'", "'none'"


@signed_in
def look(request, newsletter_id, form=None, status=200):
    """The mail in a frame of its own, wide or narrow (`width`), light or dark (`dark`); beside it the buttons that send."""
    newsletter = access_newsletter(request.user, newsletter_id, to="edit")
    width = request.GET.get("width", "")
    return page(
        request,
        "newsletter/look.html",
        status,
        **contents_of(request.user, newsletter),
        form=form or When(),
        width=width if width in WIDTHS else WIDTHS[0],
        dark="dark" in request.GET,
        mail_works=outbox.is_set_up(),
        address=request.user.email or "",
    )


@signed_in
@xframe_options_sameorigin
@csp_replace(
    {"style-src": [INLINE], "frame-ancestors": [OURS], "script-src": [NOTHING]}
)  # a mail has its styles in it
def letter(request, newsletter_id):
    """The mail as this person would get it, for the frame."""
    newsletter = access_newsletter(request.user, newsletter_id, to="write")
    made = sending.letter(newsletter, request.user, test="look") or _unaddressed(newsletter, request.user)
    words = writing.written(made)
    return HttpResponse(words.html if words else _("There is nothing in it yet."))


def _unaddressed(newsletter: Newsletter, person):
    """Who has no address can look at it, too."""
    person.email = settings.DEFAULT_FROM_EMAIL
    return sending.letter(newsletter, person, test="look")


@signed_in
@require_POST
def do(request, newsletter_id, verb):
    """test, schedule, stop, send, throw-away."""
    if verb not in DO:
        raise Http404
    newsletter = access_newsletter(request.user, newsletter_id, to="write" if verb == "send" else "edit")
    return DO[verb](request, newsletter)


def _test(request, newsletter: Newsletter):
    sending.send_test(newsletter, request.user)
    messages.success(request, _("A test is on its way to %(address)s.") % {"address": request.user.email})
    return redirect("newsletter_look", newsletter_id=newsletter.pk)


def _schedule(request, newsletter: Newsletter):
    form = When(request.POST)
    if not form.is_valid():
        return look(request, newsletter.pk, form=form, status=422)
    verbs.schedule(newsletter, request.user, form.at)
    messages.success(request, _("It is scheduled. Until then you can change it."))
    return redirect("newsletters")


def _stop(request, newsletter: Newsletter):
    verbs.unschedule(newsletter)
    messages.success(request, _("It isn't scheduled any more."))
    return redirect("newsletter_look", newsletter_id=newsletter.pk)


def _send(request, newsletter: Newsletter):
    if newsletter.is_draft:  # else a second click
        sending.send(newsletter, request.user)
        messages.success(request, _("It is on its way."))
    return redirect("newsletter", newsletter_id=newsletter.pk)


def _throw_away(request, newsletter: Newsletter):
    verbs.throw_away(newsletter)
    messages.success(request, _("The draft is gone."))
    return redirect("newsletters")


DO = {"test": _test, "schedule": _schedule, "stop": _stop, "send": _send, "throw-away": _throw_away}
