"""What is done in a folder: add documents, make folders, rename, move and remove them, take it all along as a zip."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kring.core.features import switches
from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.kinds.documents import filing, verbs
from kring.kinds.documents.forms import AddForm, FolderForm
from kring.kinds.documents.tree import Tree
from kring.kinds.documents.zipping import part, zipped

FEATURE = "documents"


def _tree(request, slug: str) -> Tree:
    """The folders of a group that this person reads and that uses documents."""
    group = access_group(request.user, slug, to="read")
    if not switches.is_on(FEATURE, group.pk):
        raise Http404
    return Tree.of(group)


@signed_in
@require_POST
def add(request, slug):
    """Files into a folder: those that are there already by their numbers, or, without script, the files themselves."""
    tree = _tree(request, slug)
    folder = tree.get(request.POST.get("folder"))
    form = AddForm(request.POST, request.FILES, person=request.user)
    if not form.is_valid():
        return _again(request, tree, folder, form)
    try:
        done = verbs.add(request.user, folder, form.new, newer=form.cleaned_data["newer"])
    except Refused as error:
        form.add_error("files", error.message)
        return _again(request, tree, folder, form, error.status)
    _say(request, done)
    return redirect(folder.url)


def _again(request, tree, folder, form, status: int = 422):
    return page(
        request, "documents/add.html", status, group=folder.group, frame=Frame(request.user, folder.group, verbs.KIND),
        folder=folder, path=tree.path(folder), form=form,
    )  # fmt: skip


def _say(request, done: list[verbs.Added]) -> None:
    new = [one for one in done if not one.is_version]
    if new:
        messages.success(
            request,
            ngettext("%(num)s document added.", "%(num)s documents added.", len(new)) % {"num": len(new)},
        )
    if newer := len(done) - len(new):
        messages.success(
            request,
            ngettext("%(num)s newer version added.", "%(num)s newer versions added.", newer) % {"num": newer},
        )
    for one in [one for one in new if one.renamed][:5]:
        messages.info(
            request,
            _("There was a document of that name already, so this one is called “%(title)s”.")
            % {"title": one.content.title},
        )


@signed_in
@require_POST
def make(request, slug):
    tree = _tree(request, slug)
    folder = filing.start(tree.get(request.POST.get("folder")), request.user, request.POST.get("name", ""))
    return redirect(folder.url)


@signed_in
def folder(request, slug, id):
    """Rename, move or remove one folder."""
    tree = _tree(request, slug)
    here = tree.get(id)
    filing.check_keep(request.user, here)
    if request.method == "POST":
        return _changed(request, tree, here)
    inside = {row.pk for row in tree.walk(here)}
    return page(
        request, "documents/folder.html", group=here.group, folder=here, path=tree.path(here), tree=tree,
        form=FolderForm(initial={"name": here.name}), places=[row for row in tree.walk(tree.top) if row.pk not in inside],
    )  # fmt: skip


def _changed(request, tree: Tree, here):
    if "remove" in request.POST:
        above = tree.get(here.parent_id)
        filing.remove(here, request.user)
        messages.success(request, _("The folder is gone."))
        return redirect(above.url)
    with transaction.atomic():
        if "under" in request.POST and (under := tree.get(request.POST["under"])).pk != here.parent_id:
            filing.move(here, request.user, under)
        if request.POST.get("name", here.name) != here.name:
            filing.rename(here, request.user, request.POST["name"])
    return redirect(here.url)


@signed_in
@require_safe
def as_zip(request, slug):
    tree = _tree(request, slug)
    folder = tree.get(request.GET.get("folder"))
    stream = zipped(request.user, tree, folder)
    name = f"{part(folder.name or folder.group.name)}.zip"
    return StreamingHttpResponse(
        stream, content_type="application/zip",
        headers={"Content-Disposition": content_disposition_header(True, name), "Cache-Control": "private, no-store"},
    )  # fmt: skip
