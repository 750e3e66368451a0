"""The list of notifications, the bell's panel, and opening one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import trigger_client_event

from kring.core.content import readings
from kring.core.content.access import access_content
from kring.core.notify import listing, reading, reasons
from kring.core.notify.levels import PERSONAL
from kring.core.notify.models import Notification
from kring.core.notify.sight import seen_by
from kring.core.web.pages import back, page, signed_in

IN_PANEL = 7


@signed_in
def notifications(request):
    """Everything, `?show=unread`, or `?show=mentions`: what is meant for this person; `?before=` continues."""
    asked = request.GET.get("show", "")
    show = asked if asked in ("unread", "mentions") else ""
    found = listing.page(
        request.user,
        request.GET.get("before", ""),
        unread=show == "unread",
        only=_meant() if show == "mentions" else None,
    )
    filters = [
        ("", _("Everything"), 0),
        ("unread", _("Unread"), request.user.unread),
        ("mentions", _("Meant for you"), 0),
    ]
    answer = page(
        request, "notify/list.html", found=found, show=show, filters=filters, opened=_has_opened(found)
    )
    patch_cache_control(answer, no_store=True)  # the way back shows what has been read meanwhile
    return answer


def _has_opened(found: listing.Rows) -> bool:
    """Did the person open one before? Then they know what it is that a device would tell them."""
    return any(not row.is_unread for row in found)


def _meant() -> list[str]:
    """The reasons that are meant for one person."""
    return [slug for slug, reason in reasons.table().reasons.items() if reason.weight >= PERSONAL]


@signed_in
def latest(request):
    """The bell's panel; without script the page."""
    if not request.htmx:
        return redirect("notifications")
    return _panel(request)


def _panel(request):
    found = listing.page(request.user, size=IN_PANEL)
    return page(request, "notify/panel.html", found=found)


@signed_in
@require_POST
def read_all(request):
    """Everything counts as read; `?latest=1` answers with the panel."""
    reading.read_all(request.user)
    request.user.unread = 0
    if request.htmx and "latest" in request.GET:
        return counted(_panel(request), 0)
    return back(request, "/notifications/")


@signed_in
def open_one(request, id):
    """To the exact place, where it is read from then on."""
    row = mine(request.user, id)
    found = listing.shown([row])
    reading.read_one(request.user, row.pk)
    return redirect(found[0].url if found else "notifications")


@signed_in
@require_POST
def read_item(request, id):
    """The person is at the open page of this item and has seen what came in there."""
    content = access_content(request.user, id)
    readings.opened(request.user, content)
    reading.read(request.user, content)
    return HttpResponse(status=204)


def mine(person, id: int) -> Notification:
    """The person's own notification, of something that they may still see (else Http404)."""
    rows = Notification.objects.filter(seen_by(person), person=person, pk=id)
    row = rows.select_related("content__group", "group").first()
    if row is None:
        raise Http404
    return row


def counted(answer, unread: int):
    """The answer to a request by htmx that also moves the numbers on the bells."""
    return trigger_client_event(answer, "notifications", {"unread": unread})
