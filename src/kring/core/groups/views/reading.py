"""What is said in a group, and what it is."""

from datetime import timedelta

from django.utils import timezone
from markupsafe import Markup

from kring.core.content import filters, readings
from kring.core.content import stream as streams
from kring.core.content.cards import cards
from kring.core.content.cards import page as item_page
from kring.core.content.composer import composer
from kring.core.content.models import Content
from kring.core.features import slots
from kring.core.groups import history, verbs
from kring.core.groups.access import access_group
from kring.core.groups.directory import paths
from kring.core.groups.frame import Frame
from kring.core.groups.models import Group
from kring.core.notify import reading
from kring.core.web.pages import page, signed_in

NEW_FOR = timedelta(days=14)
PINNED_SHOWN = 5


@signed_in
def stream(request, slug, opens=False):
    """What is new in the group, pinned items first; `?before=` continues. Who doesn't read along sees what the group
    is for, and how to come in. `opens`: at the group's own address, where it may open on something else."""
    group = access_group(request.user, slug)
    if request.user.has_unread:
        reading.read_group(request.user, group, "welcome")
    frame = Frame(request.user, group, "stream")
    if not frame.reads:
        return page(request, "groups/outside.html", group=group, frame=frame)
    if opens and not request.GET and frame.opening:
        return _opened(request, frame)
    before = request.GET.get("before", "")
    kinds = filters.kinds_in([group.pk])
    kind = filters.chosen(request, kinds)
    pinned = [] if before or kind else _pinned(request.user, group)
    found = streams.group(group.pk, before, kind.slug if kind else "")
    if not before:
        _mark_seen(frame)
    drawn = cards(pinned + found.rows)  # together, so that what they show is read once
    return page(
        request,
        "groups/stream.html",
        rows=pinned + found.rows,
        group=group,
        frame=frame,
        pinned=Markup("".join(drawn[: len(pinned)])),
        cards=Markup("".join(drawn[len(pinned) :])),
        older=found.older,
        first=not before,
        kind=kind,
        composer=None if before else composer(request, group),
        welcome=not before and _welcome(frame),
    )


def _opened(request, frame: Frame):
    """The content that hosts chose for the group to open on."""
    frame.tab, content = "opening", frame.opening
    read_at = readings.opened(request.user, content)
    foot = slots.render("item_foot", content=content, request=request, read_at=read_at)
    return page(
        request,
        "groups/opening.html",
        rows=[streams.row_of(content)],
        group=frame.group,
        frame=frame,
        item=item_page(content, foot),
    )


def _pinned(person, group) -> list[streams.Row]:
    items = Content.objects.visible_to(person).filter(group=group, is_pinned=True, state="published")
    return [streams.row_of(item) for item in items.order_by("-pin_row__created_at")[:PINNED_SHOWN]]


def _mark_seen(frame: Frame) -> None:
    """Written only when there is something new: reading a quiet group again costs no write."""
    last, membership = frame.group.last_post_at, frame.membership
    if membership and last and (membership.seen_at is None or membership.seen_at < last):
        verbs.seen(frame.group.pk, frame.person)


def _welcome(frame: Frame) -> bool:
    """Is this somebody who came in lately and hasn't put the welcome message away?"""
    membership = frame.membership
    if membership is None or membership.welcomed_at or not frame.group.welcome:
        return False
    return timezone.now() - membership.joined_at < NEW_FOR


@signed_in
def about(request, slug):
    """What it is for, who reads along, who hosts it, where it belongs, and what was changed about it."""
    group = access_group(request.user, slug)
    frame = Frame(request.user, group, "about")
    if not frame.reads:
        return page(request, "groups/outside.html", group=group, frame=frame)
    visible = Group.objects.visible_to(request.user)
    return page(
        request,
        "groups/about.html",
        group=group,
        frame=frame,
        parent=visible.filter(pk=group.parent_id).first() if group.parent_id else None,
        path=paths([group], request.user)[group.pk],
        parts=visible.filter(parent=group, archived_at=None).order_by("name")[:100],
        changes=history.changes(group, request.user),
    )
