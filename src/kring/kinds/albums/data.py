"""Interchange: the photos are the content's `files` with their captions, in order; `data` is {"cover": its place among them, from
1, where one was chosen, "everybody": true where all in the group may add, "photos": [{"path", "by"}] of those that somebody else put in
than who made it}."""

from kring.core.content.models import Content
from kring.core.files.models import File
from kring.kinds.albums.models import AlbumDetails, photos_of


def data_in(content: Content, data: dict) -> None:
    place = data.get("cover")
    files = File.objects.standing().filter(content=content).order_by("order", "pk")
    chosen = files[place - 1 : place] if isinstance(place, int) and 0 < place < 100_000 else ()
    told = {
        "cover": next((file for file in chosen if file.is_image), None),
        "for_everybody": data.get("everybody") is True,
        "photo_count": photos_of(content).count(),
    }
    AlbumDetails.objects.update_or_create(content_id=content.pk, defaults=told)
    _whose(files, data.get("photos"))


def _whose(files, photos) -> None:
    there = {file.pk: file for file in files}
    for one in photos if isinstance(photos, list) else ():
        file = there.get(one.get("path")) if isinstance(one, dict) else None
        if file and type(one.get("by")) is int and file.owner_id != one["by"]:
            File.objects.filter(pk=file.pk).update(owner_id=one["by"])


def data_out(content) -> dict:
    """The place of a chosen cover is looked up, once for each album that has one."""
    details = getattr(content, "album", None)
    everybody = bool(details and details.for_everybody) or None
    return {
        "cover": _place(content, details.cover_id) if details and details.cover_id else None,
        "everybody": everybody,
        "photos": _of_others(content) or None,
    }


def _of_others(content) -> list[dict]:
    others = photos_of(content).exclude(owner=None).exclude(owner=content.author_id)
    return [{"path": pk, "by": owner} for pk, owner in others.values_list("pk", "owner_id")]


def _place(content, cover: int) -> int | None:
    ids = list(
        File.objects.standing().filter(content=content).order_by("order", "pk").values_list("pk", flat=True)
    )
    return ids.index(cover) + 1 if cover in ids else None
