"""Leaving mail without signing in, and having mail come again."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kring.core.mail import problems, subscriptions
from kring.core.mail.writing import reading
from kring.core.web.pages import page, signed_in


@csrf_exempt  # the signed address is the permission: mail programs post here without cookies (RFC 8058)
@never_cache
def unsubscribe(request, token):
    """GET changes nothing, since mail scanners open links; POST turns off `what`, or what the letter itself was about."""
    found = subscriptions.read(token)
    if found is None:
        return page(request, "mail/link_broken.html", 404)
    person, about, content_id = found
    with reading(person):
        choices = subscriptions.choices(person, about, content_id)
        context = {"choices": choices, "person": person, "usual": about, "done": None, "undone": False}
        if request.method == "POST":
            wanted = request.POST.get("what", about)
            choice = next((choice for choice in choices if choice.what == wanted), None)
            if choice is None:
                return page(request, "mail/link_broken.html", 404)
            context |= {"done": choice, "undone": "resume" in request.POST}
            (subscriptions.resume if context["undone"] else subscriptions.stop)(person, choice.what)
        return page(request, "mail/unsubscribe.html", **context)


@signed_in
@require_POST
def works(request):
    """The person says that their address works: mail goes there again."""
    problems.forget(request.user.email or "")
    messages.success(request, _("Thank you. The next mail goes to your address again."))
    return redirect("settings_account")


@signed_in
@require_POST
def again(request):
    """Who had turned off all mail wants it back."""
    subscriptions.resume(request.user, "all")
    messages.success(request, _("You get mail again, as your settings say."))
    return redirect("settings")
