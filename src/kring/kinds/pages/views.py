"""Arranging blocks without script, choosing what a group opens on, and looking at a page as on a phone."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content import drafts
from kring.core.content.access import access_content
from kring.core.content.cards import page as item_page
from kring.core.content.models import Content
from kring.core.content.stream import row_of
from kring.core.files.uploads import upload
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.kinds.pages import rail, verbs
from kring.kinds.pages.arranging import arranged
from kring.kinds.pages.models import Page


@signed_in
@require_POST
def arrange(request):
    """A button between the blocks, without script: the form as it stands is kept as a draft with that done to it, and comes
    back. `?content=` is the page that is edited; without it, it is a new one."""
    fields = {name: request.POST.getlist(name) for name in request.POST}
    for name, sources in request.FILES.lists():
        for source in sources if name.endswith("-uploads") else ():
            try:
                number = upload(request.user, source).file.pk
                fields.setdefault(f"{name.removesuffix('uploads')}files", []).append(str(number))
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
    fields, here = arranged(fields, request.POST.get("do", ""))
    key, back = _form(request)
    drafts.save(request.user, key, "page", fields, base="", mine=True)
    return redirect(f"{back}#block-{here}" if here else back)


def _form(request) -> tuple[str, str]:
    """The key of its draft, and the address of the form."""
    if number := request.GET.get("content", ""):
        if not number.isdecimal() or len(number) > 18:
            raise Http404
        content = access_content(request.user, int(number), to="edit")
        return f"edit-{content.pk}", reverse("content_edit", kwargs={"id": content.pk})
    try:
        key = drafts.key_of(request.POST.get("token", ""))
    except ValueError:
        raise Http404 from None
    return key, f"{reverse('new')}?draft={key}"


@signed_in
@require_POST
def home(request, id):
    """The group of this page opens on it; sent with `stop`, on its stream again."""
    content = access_content(request.user, id, to="make_home")
    group = {"group": content.group.name}
    if "stop" in request.POST:
        verbs.unmake_home(content, request.user)
        messages.success(request, _("%(group)s opens on its stream again.") % group)
    else:
        verbs.make_home(content, request.user)
        messages.success(request, _("%(group)s opens on this page from now on.") % group)
    return redirect(content.group)


@signed_in
def in_rail(request):
    """The pages in everybody's navigation, for managers to arrange; also those that others don't see now."""
    if not request.user.is_manager:
        raise Refused(_("Only a manager can change the navigation of everybody."))
    pages = Content.objects.visible_to(request.user).filter(rail_place__isnull=False)
    pages = pages.select_related("group").order_by("rail_place__place", "pk")
    return page(request, "pages/rail.html", pages=pages, most=rail.MOST)


@signed_in
@require_POST
def rail_place(request, id):
    """`do` is put, out, up or down."""
    content = access_content(request.user, id, to="put_in_rail")
    do = request.POST.get("do", "")
    if do == "put":
        rail.put(content, request.user)
        messages.success(request, _("“%(title)s” stands in the navigation now.") % {"title": content.title})
    elif do == "out":
        rail.take_out(content, request.user)
    elif do in STEPS:
        rail.move(content, STEPS[do])
    else:
        raise Http404
    return redirect("pages_in_rail")


STEPS = {"up": -1, "down": 1}


@signed_in
def phone(request, id):
    """The page, as narrow as a phone is."""
    content = access_content(request.user, id)
    if not isinstance(content, Page):
        raise Http404
    item = item_page(content, "")
    return page(request, "pages/phone.html", rows=[row_of(content)], content=content, item=item)
