"""What is done with one document: a newer version, its history, checking it out, laying it in another folder."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kring.core.content.access import access_content, can
from kring.core.files.sending import send
from kring.core.files.views import KEPT_FOR
from kring.core.refused import Refused
from kring.core.web.pages import back, page, signed_in
from kring.kinds.documents import checking_out, filing, verbs
from kring.kinds.documents.comparing import compared, is_comparable
from kring.kinds.documents.forms import CheckOutForm, VersionForm
from kring.kinds.documents.models import CheckOut, LibraryDocument, Version
from kring.kinds.documents.preview.tasks import page_of
from kring.kinds.documents.rows import Details
from kring.kinds.documents.tree import Tree

SHOWN = 200  # versions


def _document(request, id, to: str = "read", lock: bool = False) -> LibraryDocument:
    content = access_content(request.user, id, to=to, lock=lock)
    if not isinstance(content, LibraryDocument):
        raise Http404
    return content


@signed_in
def replace(request, id):
    """A newer version in place of the file that is there."""
    content = _document(request, id, to="replace_document")
    form = VersionForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method != "POST" or not form.is_valid():
        return _replace_page(request, content, form, 422 if request.method == "POST" else 200)
    try:
        with transaction.atomic():
            content = _document(request, id, to="replace_document", lock=True)
            version = verbs.replace(content, request.user, form.new[0], form.cleaned_data["note"])
    except Refused as error:
        form.add_error("files", error.message)
        return _replace_page(request, content, form, error.status)
    messages.success(request, _("This is version %(number)s now.") % {"number": version.number})
    return redirect(content)


def _replace_page(request, content, form, status: int):
    return page(
        request, "documents/replace.html", status, content=content, form=form, version=content.current
    )


@signed_in
@require_safe
def versions(request, id):
    """All versions, newest first."""
    content = _document(request, id)
    rows = list(content.versions.select_related("author", "file")[:SHOWN])
    return page(
        request, "documents/versions.html", content=content, versions=rows, current=content.current,
        compares=len([row for row in rows if is_comparable(row)]) > 1, is_comparable=is_comparable,
        replaces=can(request.user, content, "replace_document"),
    )  # fmt: skip


@signed_in
@require_POST
def go_back(request, id, revision_id):
    """An older version counts again."""
    with transaction.atomic():
        content = _document(request, id, to="replace_document", lock=True)
        version = get_object_or_404(content.versions.select_related("file"), pk=revision_id)
        if content.current is None or version.file_id != content.current.file_id:
            verbs.go_back(content, request.user, version)
    return redirect(content)


@signed_in
@require_safe
def compare(request, id):
    """What the words of one version have that those of another haven't: `?old=` and `?new=` are their numbers."""
    content = _document(request, id)
    by_number = {
        str(version.number): version for version in content.versions.select_related("author", "file")[:SHOWN]
    }
    old, new = by_number.get(request.GET.get("old", "")), by_number.get(request.GET.get("new", ""))
    if old is None or new is None:
        raise Http404
    if old.number > new.number:
        old, new = new, old
    return page(request, "documents/compare.html", content=content, old=old, new=new, **compared(old, new))


@signed_in
def check_out(request, id):
    """Say that you are at work on it; others can't bring a newer version until you are done."""
    content = _document(request, id, to="replace_document")
    if request.method != "POST":
        mine = CheckOut.objects.filter(content_id=content.pk).first()
        form = CheckOutForm(initial={"note": mine.note if mine else ""})
        return page(request, "documents/check_out.html", content=content, form=form)
    form = CheckOutForm(request.POST)
    if not form.is_valid():
        return page(request, "documents/check_out.html", 422, content=content, form=form)
    with transaction.atomic():
        content = _document(request, id, to="replace_document", lock=True)
        checking_out.check_out(content, request.user, form.cleaned_data["note"])
    messages.success(
        request, _("You have it. Download it, change it, and add the new version when you are done.")
    )
    return redirect(content)


@signed_in
@require_POST
def end_check_out(request, id):
    with transaction.atomic():
        checking_out.end(_document(request, id, to="end_check_out", lock=True), request.user)
    return back(request, f"/c/{id}/")


@signed_in
def lay(request, id):
    """Into another folder of its group."""
    content = _document(request, id, to="edit")
    tree = Tree.of(content.group)
    details = Details.objects.filter(content_id=content.pk).first()
    here = tree.folders.get(details.folder_id) if details else None
    if request.method != "POST":
        return page(
            request, "documents/lay.html", content=content, tree=tree, here=here or tree.top, places=list(tree.walk(tree.top)),
            movable=can(request.user, content, "move"),
        )  # fmt: skip
    filing.lay(content, request.user, tree.get(request.POST.get("folder")))
    return redirect(content)


@signed_in
@require_safe
def picture(request, id, revision_id):
    """The picture of one page of a version: `?page=`."""
    content = _document(request, id)
    version = get_object_or_404(content.versions.select_related("file"), pk=revision_id)
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 0
    if not 1 <= number <= version.drawn or version.file.is_held:
        raise Http404
    response = send(
        request,
        default_storage,
        page_of(version.file.path, number),
        f"{number}.webp",
        "image/webp",
        inline=True,
    )
    response["Cache-Control"] = KEPT_FOR[content.group.access]
    return response


@signed_in
@require_safe
def coming(request, id):
    """Asked again and again while pages are being drawn; then the page is loaded anew."""
    content = _document(request, id)
    if content.current and content.current.look == Version.Look.WAITING:
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Refresh": "true"})
