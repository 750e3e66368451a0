"""An album's photos, piece by piece; one of them on a page of its own; and putting more in."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.content.access import access_content, can
from kring.core.web.pages import page, signed_in
from kring.kinds.albums import verbs
from kring.kinds.albums.access import check_change
from kring.kinds.albums.forms import AddForm
from kring.kinds.albums.models import PIECE, Album, photos_of


def find(request, id, to: str = "read", lock: bool = False):
    content = access_content(request.user, id, to=to, lock=lock)
    if not isinstance(content, Album):
        raise Http404
    return content


def find_photo(content, photo_id):
    found = photos_of(content).filter(pk=photo_id).select_related("owner").first()
    if found is None:
        raise Http404
    return found


def behind(content, photo):
    return photos_of(content).filter(Q(order__gt=photo.order) | Q(order=photo.order, pk__gt=photo.pk))


@signed_in
def photos(request, id):
    """The photos behind the one that `?after=` names, `PIECE` at once."""
    content = find(request, id)
    after = request.GET.get("after", "")
    if not (after.isascii() and after.isdecimal() and len(after) < 19):
        raise Http404
    last = find_photo(content, after)
    some = list(behind(content, last)[: PIECE + 1])
    before = photos_of(content).count() - behind(content, last).count()
    return page(
        request,
        "albums/photos.html",
        content=content,
        photos=some[:PIECE],
        first=before + 1,
        more=len(some) > PIECE,
        total=content.facts.photo_count,
    )


@signed_in
def photo(request, id, photo_id):
    """One photo, with the ones beside it. Sent with `caption` its words change; with `cover` it goes on the cover; with
    `remove` it goes out."""
    content = find(request, id)
    photo = find_photo(content, photo_id)
    if request.method == "POST":
        return _change(request, content, photo)
    after = behind(content, photo)
    total = photos_of(content).count()
    number = total - after.count()
    may = can(request.user, content, "arrange_photos")
    return page(
        request,
        "albums/photo.html",
        content=content,
        photo=photo,
        number=number,
        total=total,
        next=after.first(),
        previous=photos_of(content)[number - 2] if number > 1 else None,
        may_change=may or (photo.owner_id == request.user.pk and _may_change(request.user, content, photo)),
        may_arrange=may,
    )


def _may_change(person, content, photo) -> bool:
    from kring.core.refused import Refused

    try:
        check_change(person, content, photo)
    except Refused:
        return False
    return True


def _change(request, content, photo):
    here = redirect("album_photo", id=content.pk, photo_id=photo.pk)
    if "cover" in request.POST:
        content = find(request, content.pk, to="arrange_photos")
        verbs.put_on_cover(content, request.user, photo)
        messages.success(request, _("This photo is on the cover now."))
        return here
    check_change(request.user, content, photo)
    if "remove" in request.POST:
        after = behind(content, photo).first()
        verbs.remove(content, request.user, [photo])
        messages.success(request, _("The photo is taken out of the album."))
        return redirect("album_photo", id=content.pk, photo_id=after.pk) if after else redirect(content)
    verbs.say(content, request.user, {photo.pk: request.POST.get("caption", "")})
    messages.success(request, _("Saved."))
    return here


@signed_in
def add(request, id):
    """More photos: many at once, by choosing or dropping them."""
    content = find(request, id, to="add_photos")
    form = AddForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["files"]
        number = verbs.add(content, request.user, said.ids or (), said.captions)
        words = ngettext("%(num)s photo added.", "%(num)s photos added.", number) % {"num": number}
        messages.success(request, words)
        return redirect(content)
    status = 422 if request.method == "POST" else 200
    return page(
        request, "albums/add.html", status, content=content, form=form, back=reverse("content", args=[id])
    )
