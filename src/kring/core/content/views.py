"""Pages and actions of any content, whatever its kind."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content import readings, verbs
from kring.core.content.access import access_content, can
from kring.core.content.cards import page as item_page
from kring.core.content.models import Content
from kring.core.content.stream import row_of
from kring.core.features import registry, slots
from kring.core.groups.models import Group
from kring.core.web.pages import back, page, signed_in


@signed_in
def item(request, id):
    """The item, whatever its kind, for ever."""
    content = access_content(request.user, id)
    read_at = readings.opened(request.user, content)
    foot = slots.render("item_foot", content=content, request=request, read_at=read_at)
    return page(
        request, "content/item.html", rows=[row_of(content)], content=content, item=item_page(content, foot)
    )


@signed_in
def new(request):
    """Post something: the page behind the New button, and where every composer sends its form."""
    kinds = verbs.kinds_for(request.user)
    kind = kinds.get(request.POST.get("kind") or request.GET.get("kind") or next(iter(kinds), ""))
    if kind is None:
        raise Http404
    form_class = registry.load(kind.form)
    if request.method != "POST":
        group = Group.objects.open_for_posts(request.user).filter(slug=request.GET.get("group", "")).first()
        form = form_class(person=request.user, kind=kind.slug, initial={"group": group})
        return page(request, "content/new.html", **_sheet(form, kind, kinds))
    form = form_class(request.POST, request.FILES, person=request.user, kind=kind.slug)
    if not form.is_valid():
        return page(request, "content/new.html", 422, **_sheet(form, kind, kinds))
    draft = "draft" in request.POST
    content = _save_new(request.user, kind, form, publish=not draft)
    messages.success(
        request, _("Kept as a draft.") if draft else _("Posted in %(group)s.") % {"group": content.group}
    )
    return redirect(content) if draft else back(request, content.get_absolute_url())


@transaction.atomic
def _save_new(person, kind, form, publish: bool) -> Content:
    data = form.cleaned_data
    content = verbs.post(
        person,
        data["group"],
        kind.slug,
        title=data.get("title", ""),
        body=form.html,
        token=data.get("token"),
        publish=publish,
    )
    if save := getattr(form, "save_details", None):
        save(content)
    return content


def _sheet(form, kind, kinds) -> dict:
    address = reverse("new")
    tabs = [
        {"label": k.label, "url": f"{address}?kind={k.slug}", "current": k is kind, "count": None}
        for k in kinds.values()
    ]
    return {"form": form, "kind": kind, "kind_tabs": tabs}


@signed_in
def edit(request, id):
    content = access_content(request.user, id, to="edit")
    form_class = registry.load(content.spec.form)
    form = form_class(request.POST or None, request.FILES or None, instance=content, person=request.user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "content/edit.html", status, form=form, content=content, stale=False)
    with transaction.atomic():
        content = access_content(request.user, id, to="edit", lock=True)
        if _edited_since(content, request):
            return page(request, "content/edit.html", 409, form=form, content=content, stale=True)
        content.edit(by=request.user, title=form.cleaned_data.get("title", ""), body=form.html)
        if save := getattr(form, "save_details", None):
            save(content)
            content.touch()
        if content.is_draft and "publish" in request.POST:
            content.publish(by=request.user)
    return redirect(content)


def _edited_since(content, request) -> bool:
    """Somebody (or another tab) changed the words meanwhile; a form without the mark is taken as fresh."""
    now = content.edited_at.isoformat() if content.edited_at else ""
    return request.POST.get("edited_at", now) != now


@signed_in
def history(request, id):
    content = access_content(request.user, id)
    revisions = content.revisions.select_related("author")
    return page(request, "content/history.html", content=content, revisions=revisions)


def _actions(person, content) -> list[tuple[str, object, str]]:
    """(verb, words, icon) of what this person may do with the item now."""
    if content.is_draft:
        return [("publish", _("Post it"), "send"), ("bin", _("Put in the bin"), "trash-2")]
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
        "movable": can(request.user, content, "move"),
    }
    template = "content/actions_menu.html" if request.htmx else "content/actions.html"
    return page(request, template, **context)


DO = {
    "publish": ("publish", lambda c, by: c.publish(by)),
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
        return redirect("bin")
    with transaction.atomic():
        content = access_content(request.user, id, to=ability, lock=True)
        call(content, request.user)
    if verb == "bin":
        return page(request, "content/binned.html", content=content)
    return back(request, content.get_absolute_url())


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


@signed_in
def drafts(request):
    items = (
        Content.objects.visible_to(request.user)
        .filter(state__in=("draft", "scheduled"))
        .select_related("group")
    )
    return page(request, "content/drafts.html", items=items.order_by("-id"))


@signed_in
def bin(request):
    items = (
        Content.objects.bin_of(request.user)
        .select_related("group", "author", "binning__by")
        .order_by("-binning__created_at")
    )
    return page(request, "content/bin.html", items=items[:200])
