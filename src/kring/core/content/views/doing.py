"""The life of an item: pin, archive, close, bin, restore, move."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content, can
from kring.core.content.models import Content
from kring.core.content.traits.binnable import KEPT
from kring.core.groups.models import Group
from kring.core.notify.mutes import is_muted
from kring.core.web.pages import back, page, signed_in, toast


def _actions(person, content) -> list[tuple[str, object, str]]:
    """(verb, words, icon) of what this person may do with the item now."""
    if content.is_draft:
        wait = [("unschedule", _("Don’t schedule"), "calendar-x")] if content.is_scheduled else []
        return [("publish", _("Post it"), "send"), *wait, ("bin", _("Put in the bin"), "trash-2")]
    found: list[tuple[str, object, str]] = []
    if can(person, content, "pin"):
        found.append(
            ("unpin", _("Unpin"), "pin-off")
            if content.is_pinned
            else ("pin", _("Pin on top of the group"), "pin")
        )
    if can(person, content, "close"):
        found.append(
            ("close-comments", _("Close the comments"), "lock")
            if content.comments_open
            else ("open-comments", _("Open the comments"), "lock-open")
        )
    if can(person, content, "archive"):
        found.append(
            ("unarchive", _("Take out of the archive"), "archive-restore")
            if content.is_archived
            else ("archive", _("Archive"), "archive")
        )
    if can(person, content, "bin"):
        found.append(("bin", _("Put in the bin"), "trash-2"))
    return found


@signed_in
def actions(request, id):
    """The menu behind the dots on a card: a fragment for the menu, a page without script."""
    content = access_content(request.user, id)
    context = {
        "content": content,
        "actions": _actions(request.user, content),
        "editable": can(request.user, content, "edit"),
        "muted": is_muted(request.user, content),
        "movable": can(request.user, content, "move"),
        "in_place": request.htmx and not (request.htmx.current_url_abs_path or "").startswith(content.url),
    }
    template = "content/actions_menu.html" if request.htmx else "content/actions.html"
    return page(request, template, **context)


DO = {
    "publish": ("publish", lambda c, by: c.publish(by)),
    "unschedule": ("edit", lambda c, by: c.unschedule(by)),
    "pin": ("pin", lambda c, by: c.pin(by)),
    "unpin": ("pin", lambda c, by: c.unpin(by)),
    "archive": ("archive", lambda c, by: c.archive(by)),
    "unarchive": ("archive", lambda c, by: c.unarchive(by)),
    "bin": ("bin", lambda c, by: c.to_bin(by)),
    "restore": ("restore", lambda c, by: c.restore(by)),
    "close-comments": ("close", lambda c, by: c.open_comments(by, False)),
    "open-comments": ("close", lambda c, by: c.open_comments(by, True)),
}


@signed_in
@require_POST
def do(request, id, verb):
    """One life-cycle verb. Each says which state is wanted, so a second click changes nothing."""
    if verb not in DO:
        raise Http404
    ability, call = DO[verb]
    if verb == "restore" and (there := Content.objects.visible_to(request.user).filter(pk=id).first()):
        return redirect(there)
    if verb == "bin" and Content.objects.bin_of(request.user).filter(pk=id).exists():
        return _gone(request) if request.htmx else redirect("bin")
    with transaction.atomic():
        content = access_content(request.user, id, to=ability, lock=True)
        call(content, request.user)
    if verb == "bin":
        return _binned(request, content)
    if verb == "restore":
        messages.success(request, _("It is back."))
    return back(request, content.get_absolute_url())


def _binned(request, content):
    """In place of what was put away: nothing, and for a moment the way back; without script a page that offers it."""
    if not request.htmx:
        return page(request, "content/binned.html", content=content, days=KEPT.days)
    undo = reverse("content_do", kwargs={"id": content.pk, "verb": "restore"})
    return toast(_gone(request), _("It is in the bin."), undo=undo)


def _gone(request):
    return page(request, "content/fresh.html", composer=None)


@signed_in
def move(request, id):
    content = access_content(request.user, id, to="move")
    groups = Group.objects.open_for_posts(request.user).exclude(pk=content.group_id).order_by("name")
    target = groups.filter(slug=request.POST.get("group", "")).first()
    if request.method == "POST" and target:
        content.move(request.user, target)
        messages.success(request, _("Moved to %(group)s.") % {"group": target})
        return redirect(content)
    error = _("Choose one of your groups.") if request.method == "POST" else ""
    return page(
        request, "content/move.html", 422 if error else 200, content=content, groups=groups, error=error
    )
