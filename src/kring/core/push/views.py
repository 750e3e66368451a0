"""A browser that asks to be woken, or not any more; and what it must know to do so."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kring.core.notify.models import Notification
from kring.core.people.account import tabs
from kring.core.people.devices import is_handheld, words
from kring.core.people.throttle import throttled
from kring.core.push import keys, verbs
from kring.core.refused import Refused
from kring.core.web.pages import back, page, signed_in

MOST = 50


@signed_in
@never_cache
@require_safe
def key(request):
    """The public key to subscribe with."""
    return JsonResponse({"key": keys.public_key()})


@signed_in
@require_POST
@throttled("30/m/user")
def subscribe(request):
    """`endpoint`, `p256dh` and `auth`, as the browser's own subscription has them."""
    endpoint, p256dh, auth = (request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    agent = request.META.get("HTTP_USER_AGENT", "")
    try:
        verbs.subscribe(request.user, request.session.session_key, endpoint, p256dh, auth, agent)
    except Refused as refusal:
        return JsonResponse({"error": str(refusal)}, status=refusal.status)
    return JsonResponse({"on": True}, status=201)


@signed_in
@require_POST
@throttled("30/m/user")
def forget(request):
    verbs.forget(request.POST.get("endpoint", ""))
    return HttpResponse(status=204)


@signed_in
@require_POST
def remove(request, device_id):
    """One of one's own devices, from any other."""
    if not verbs.remove(request.user, device_id):
        raise Http404
    messages.success(request, _("That device stays silent from now on."))
    return back(request, reverse("notification_settings"))


@signed_in
@require_POST
@throttled("10/m/user")
def try_out(request, device_id):
    if not verbs.try_out(request.user, device_id):
        raise Http404
    messages.success(request, _("A test is on its way to that device."))
    return back(request, reverse("notification_settings"))


@signed_in
@never_cache
@require_safe
def devices(request):
    """The person's devices: a part of a settings page, which comes by itself after it; without script a page."""
    found = [
        (device, words(device.user_agent), "smartphone" if is_handheld(device.user_agent) else "monitor")
        for device in request.user.push_devices.awake().order_by("-pk")
    ]
    template = "push/list_part.html" if request.htmx else "push/devices_page.html"
    return page(
        request, template, devices=found, here=request.session.session_key, tabs=tabs("notification_settings")
    )


@signed_in
@never_cache
@require_safe
def unread(request):
    """What may still be shown on a device: the subjects of this person's unread notifications."""
    mine = Notification.objects.filter(person=request.user, read_at=None)
    tags = list(mine.order_by("-last_at").values_list("subject", flat=True)[: MOST + 1])
    return JsonResponse({"tags": tags[:MOST], "unread": len(tags)})
