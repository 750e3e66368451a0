"""The page of a group's address."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.letterbox import addresses, groups
from kring.core.web.pages import page, signed_in


@signed_in
def group_address(request, slug):
    """Who is in the group reads how to post by mail; its hosts switch the address on and off."""
    group = access_group(request.user, slug, to="read")
    if request.method == "POST":
        wanted = "on" in request.POST
        (groups.open_address if wanted else groups.close_address)(group, request.user)
        on, off = (
            _("This group takes posts by mail from now on."),
            _("This group takes no more posts by mail."),
        )
        messages.success(request, on if wanted else off)
        return redirect("group_mail", slug=slug)
    frame = Frame(request.user, group)
    frame.tab = "settings" if frame.hosts_it else "about"
    return page(
        request,
        "letterbox/group.html",
        group=group,
        frame=frame,
        address=groups.address_of(group),
        comes_in=addresses.is_set_up(),
    )
