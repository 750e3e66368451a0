"""What an item was before it was edited: the list, any two side by side, and back to one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content, can
from kring.core.content.differences import of_texts, of_words
from kring.core.content.traits.versioned import Revision
from kring.core.web.pages import page, signed_in

A_PAGE = 50
NOW = "now"


@signed_in
def history(request, id):
    """All versions, newest first, without their texts: those can be long."""
    content = access_content(request.user, id)
    revisions = content.revisions.select_related("author").defer("body")
    number = Paginator(revisions, A_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "content/history.html",
        content=content,
        latest=content.latest(),
        revisions=number,
        editable=can(request.user, content, "edit"),
    )


@signed_in
def compare(request, id):
    """`?old=` and `?new=` are the numbers of versions, or “now”; without them the last two."""
    content = access_content(request.user, id)
    new = _version(content, request.GET.get("new") or NOW)
    old = _version(content, request.GET.get("old") or _before(content, new))
    if (old.pk and new.pk and (old.created_at, old.pk) > (new.created_at, new.pk)) or (not old.pk and new.pk):
        old, new = new, old
    return page(
        request,
        "content/compare.html",
        content=content,
        old=old,
        new=new,
        title=of_words(old.title, new.title) if old.title != new.title else "",
        parts=of_texts(old.body, new.body),
        editable=can(request.user, content, "edit"),
    )


@signed_in
def version(request, id, revision_id):
    content = access_content(request.user, id)
    return page(
        request,
        "content/version.html",
        content=content,
        version=_version(content, str(revision_id)),
        editable=can(request.user, content, "edit"),
    )


@signed_in
@require_POST
def go_back(request, id, revision_id):
    """Put an earlier version in place; a second click changes nothing."""
    with transaction.atomic():
        content = access_content(request.user, id, to="edit", lock=True)
        if content.go_back(request.user, _version(content, str(revision_id))):
            messages.success(request, _("The earlier version is back; the one it replaced is kept."))
    return redirect(content)


def _version(content, number: str) -> Revision:
    if number == NOW:
        return content.latest()
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        raise Http404
    found = content.revisions.select_related("author").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _before(content, version: Revision) -> str:
    """The number of the version before this one."""
    older = content.revisions.order_by("-created_at", "-id")
    if version.pk:
        older = older.filter(created_at__lte=version.created_at).exclude(pk=version.pk)
    number = older.values_list("pk", flat=True).first()
    if number is None:
        raise Http404
    return str(number)
