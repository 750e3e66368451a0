"""How mail goes: what was sent, what waits or failed and why, and which addresses don't work."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.mail import ledger, outbox, problems
from kring.core.mail.models import Letter
from kring.core.people.throttle import throttled
from kring.tools.manage.access import for_managers, manage_page

SHOWN_FIRST = ("failed", "kept", "waiting", "sent")


@for_managers
@throttled("20/m/user")
def mail(request):
    """`?show=` a state of letters. POST: `test` sends one to me, `again` tries a letter once more, `works` an address."""
    if request.method == "POST":
        return _do(request)
    counts = ledger.counts()
    show = request.GET.get("show", "")
    if show not in counts:
        show = next((state for state in SHOWN_FIRST if counts[state]), "sent")
    return manage_page(
        request,
        "manage/mail.html",
        "mail",
        set_up=outbox.is_set_up(),
        sender=settings.DEFAULT_FROM_EMAIL,
        counts=[(state, label, counts[state]) for state, label in Letter.State.choices],
        show=show,
        entries=ledger.entries(show),
        troubled=ledger.troubled(),
    )


def _do(request):
    given = request.POST
    if "test" in given:
        wrong = ledger.test_mail(request.user)
        if wrong:
            messages.error(request, wrong)
        else:
            sent = _("The mail server took the test mail to %(address)s. Look whether it arrives.")
            messages.success(request, sent % {"address": request.user.email})
    elif "works" in given:
        problems.forget(given["works"])
        messages.success(request, _("Mail goes to %(address)s again.") % {"address": given["works"][:254]})
    elif given.get("again", "").isdecimal() and ledger.try_again(int(given["again"][:18])):
        messages.success(request, _("It waits to be sent again."))
    return redirect(f"{reverse('manage_mail')}?show={given.get('show', '')[:20]}")
