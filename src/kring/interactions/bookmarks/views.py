"""Keeping, letting go, and one's own lists. Every look-up begins at the person's own rows."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.web.pages import back, page, signed_in
from kring.interactions.bookmarks import verbs
from kring.interactions.bookmarks.kept import kept, lists_of
from kring.interactions.bookmarks.models import BookmarkList


@signed_in
@require_POST
def mark(request, id):
    """`on=1` keeps, `on=0` lets go."""
    content = access_content(request.user, id)
    if request.POST.get("on") == "1":
        verbs.keep(request.user, content)
    else:
        verbs.let_go(request.user, content)
    if request.htmx:
        return HttpResponse(status=204)
    return back(request, content.url)


@signed_in
def bookmarks(request, list_id=None):
    """All that I keep, or one list of it; `?before=` continues."""
    lists = lists_of(request.user)
    here = next((found for found in lists if found.pk == list_id), None)
    if list_id is not None and here is None:
        raise Http404
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    return page(
        request, "bookmarks/page.html", kept=kept(request.user, lists, here, before), first=not before
    )


@signed_in
@require_POST
def move(request, id):
    """`list` is the number of one of my lists, or empty for none."""
    content = access_content(request.user, id)
    asked = request.POST.get("list", "")
    to = _mine(request, int(asked)) if asked.isdecimal() and len(asked) < 19 else None
    verbs.move(request.user, content, to)
    messages.success(request, _("Moved to %(list)s.") % {"list": to} if to else _("Taken out of its list."))
    return back(request, "/bookmarks/")


@signed_in
@require_POST
def start(request):
    made = verbs.start_list(request.user, request.POST.get("name", ""))
    return redirect("bookmark_list", list_id=made.pk)


@signed_in
@require_POST
def change(request, list_id, verb):
    """Rename, delete, restore."""
    found = _mine(request, list_id, deleted=verb == "restore")
    if verb == "rename":
        verbs.rename_list(found, request.POST.get("name", ""))
    elif verb == "restore":
        verbs.restore_list(found)
    elif verb == "delete":
        verbs.delete_list(found)
        return page(request, "bookmarks/deleted.html", list=found)
    else:
        raise Http404
    return redirect("bookmark_list", list_id=found.pk)


def _mine(request, list_id: int, deleted: bool = False) -> BookmarkList:
    mine = BookmarkList.objects.filter(person=request.user)
    return get_object_or_404(mine if deleted else mine.filter(deleted_at=None), pk=list_id)
