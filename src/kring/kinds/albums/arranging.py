"""The page on which an album is put in order: words, places, the cover, what goes out. Works without script; with it photos are dragged."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.web.pages import page, signed_in
from kring.kinds.albums import verbs
from kring.kinds.albums.models import photos_of
from kring.kinds.albums.views import find, find_photo

AT_ONCE = 60
STEPS = {"up": -1, "down": 1}


@signed_in
def arrange(request, id):
    """`?page=` says which photos. A form sends the words of all on the page and, where a button was pressed, one thing more."""
    content = find(request, id, to="arrange_photos")
    total = photos_of(content).count()
    last = max(1, -(-total // AT_ONCE))
    number = min(max(1, _number(request.GET.get("page", ""), 1)), last)
    if request.method == "POST":
        return _arranged(request, content, f"{request.path}?page={number}")
    begin = (number - 1) * AT_ONCE
    return page(
        request,
        "albums/arrange.html",
        content=content,
        photos=list(photos_of(content)[begin : begin + AT_ONCE]),
        begin=begin,
        total=total,
        number=number,
        last=last,
        cover=content.facts.cover_id,
    )


def _arranged(request, content, here: str):
    """`move` is “<photo>:<up, down, first, last or a place from 0>”."""
    post, by = request.POST, request.user
    captions = {
        int(name[8:]): value
        for name, value in post.items()
        if name.startswith("caption-") and name[8:].isascii() and name[8:].isdecimal() and len(name) < 27
    }
    verbs.say(content, by, captions)
    if "remove" in post:
        verbs.remove(content, by, [find_photo(content, _number(post["remove"]))])
        messages.success(request, _("The photo is taken out of the album."))
    elif "cover" in post:
        verbs.put_on_cover(content, by, find_photo(content, _number(post["cover"])))
    elif "move" in post:
        moved = _move(content, by, *post["move"].partition(":")[::2])
        if request.htmx:
            return HttpResponse(status=204)
        return redirect(
            f"{here.partition('?')[0]}?page={moved // AT_ONCE + 1}#photo-{_number(post['move'].partition(':')[0])}"
        )
    elif "done" in post:
        messages.success(request, _("Saved."))
        return redirect(content)
    return redirect(here)


def _move(content, by, photo: str, to: str) -> int:
    """Returns the place where it stands then."""
    found = find_photo(content, _number(photo))
    ids = list(photos_of(content).values_list("pk", flat=True))
    here, end = ids.index(found.pk), len(ids) - 1
    there = {"first": 0, "last": end}.get(to, here + STEPS[to] if to in STEPS else _number(to, here))
    there = max(0, min(there, end))
    verbs.move(content, by, found, there)
    return there


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else otherwise
