"""Today's digest in Kring itself: for who has no mail, or looks before it comes."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.mail import outbox
from kring.core.people.throttle import throttled
from kring.core.web.pages import page, signed_in
from kring.tools.digest import verbs
from kring.tools.digest.choosing import choose
from kring.tools.digest.models import Issue
from kring.tools.digest.showing import more, sections


@signed_in
def digest(request):
    """The one that came today, or what it would say now."""
    today = timezone.localdate()
    sent = Issue.objects.filter(person=request.user, day=today).first()
    issue = sent or choose(request.user, today)
    return page(
        request,
        "digest/page.html",
        sections=sections(request.user, issue) if issue else [],
        more=more(issue) if issue else "",
        sent=sent is not None,
        by_mail=outbox.is_set_up() and bool(request.user.email),
    )


@signed_in
@require_POST
@throttled("10/h/user")
def example(request):
    """Send me one now."""
    if verbs.send_example(request.user):
        messages.success(
            request, _("It is on its way to %(address)s.") % {"address": request.user.email or ""}
        )
    else:
        messages.info(
            request, _("There is nothing to say now, so nothing is sent. It works the same each day.")
        )
    return redirect("digest")
