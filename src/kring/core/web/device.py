"""What is set for this device alone, whoever uses it: what it keeps, and whether it is woken."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kring.core.people.account import tabs
from kring.core.web import keeping
from kring.core.web.pages import page, signed_in


@signed_in
@never_cache
def device(request):
    if request.method != "POST":
        keeps = keeping.keeps(request, request.user)
        return page(request, "web/device.html", keeps=keeps, tabs=tabs("settings_device"))
    keep = request.POST.get("on") == "1"
    messages.success(
        request,
        _("Pages you read are kept on this device.") if keep else _("This device keeps no pages any more."),
    )
    response = redirect("settings_device")
    response.set_cookie(
        keeping.COOKIE,
        "1" if keep else "0",
        max_age=keeping.A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
