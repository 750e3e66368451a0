"""Put photos into an album, order them, say what they show, take one out."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.files.models import PICTURES, File
from kring.core.refused import Refused
from kring.kinds.albums.models import MOST, AlbumDetails, photos_of


@transaction.atomic
def add(content, by, ids: Iterable[int], captions: dict[int, str] | None = None, tell: bool = True) -> int:
    """Put `by`'s own loose pictures behind those that are there, in this order; returns how many. What is in it already, or
    isn't theirs, stays where it is: the same form twice adds nothing."""
    ids, details = list(dict.fromkeys(ids)), _locked(content)
    rows = File.objects.loose_of(by).filter(pk__in=ids, media_type__in=PICTURES).in_bulk()
    if details.photo_count + len(rows) > MOST:
        raise Refused(_("An album holds %(number)s photos. Begin another one.") % {"number": MOST}, 400)
    last = File.objects.filter(content=content).aggregate(last=Max("order"))["last"]
    place = -1 if last is None else last
    for id in ids:
        if row := rows.get(id):
            place += 1
            row.content_id, row.order = content.pk, place
            row.caption = (captions or {}).get(id, row.caption).strip()[:500]
    File.objects.bulk_update(rows.values(), ["content", "order", "caption"], batch_size=100)
    if rows:
        _counted(content)
        if tell and not content.is_draft:
            record(
                "albums.photos_added",
                actor=by,
                group=content.group,
                content=content,
                data={"number": len(rows)},
            )
    return len(rows)


@transaction.atomic
def move(content, by, photo: File, to: int) -> None:
    """Put a photo at place `to` (from 0); those between move up or down by one."""
    _locked(content)
    _one_by_one(content)
    orders = list(photos_of(content).values_list("order", flat=True))
    here = photos_of(content).values_list("order", flat=True).filter(pk=photo.pk).first()
    if here is None:
        return
    there = orders[max(0, min(to, len(orders) - 1))]
    between = photos_of(content)
    if there < here:
        between.filter(order__gte=there, order__lt=here).update(order=F("order") + 1)
    elif there > here:
        between.filter(order__gt=here, order__lte=there).update(order=F("order") - 1)
    else:
        return
    File.objects.filter(pk=photo.pk).update(order=there)
    _changed(content, by)


@transaction.atomic
def say(content, by, captions: dict[int, str]) -> None:
    """Say what photos show."""
    changed = [
        row
        for row in photos_of(content).filter(pk__in=captions)
        if row.caption != captions[row.pk].strip()[:500]
    ]
    for row in changed:
        row.caption = captions[row.pk].strip()[:500]
    if changed:
        File.objects.bulk_update(changed, ["caption"], batch_size=100)
        _changed(content, by)


@transaction.atomic
def put_on_cover(content, by, photo: File | None) -> None:
    """None: the first photo is the cover, whichever that is."""
    details = _locked(content)
    if details.cover_id != (photo and photo.pk):
        AlbumDetails.objects.filter(pk=content.pk).update(cover=photo)
        _changed(content, by)


@transaction.atomic
def remove(content, by, photos: Iterable[File]) -> int:
    """Take photos out. They are loose again, and gone after a week."""
    details = _locked(content)
    ids = [photo.pk for photo in photos]
    gone = photos_of(content).filter(pk__in=ids).update(content=None, created_at=timezone.now())
    if gone:
        if details.cover_id in ids:
            AlbumDetails.objects.filter(pk=content.pk).update(cover=None)
        _counted(content)
        if not content.is_draft:
            record(
                "albums.photo_removed", actor=by, group=content.group, content=content, data={"number": gone}
            )
    return gone


@transaction.atomic
def open_to(content, everybody: bool) -> None:
    """May everybody in the group add to it?"""
    details = _locked(content)
    if details.for_everybody != everybody:
        AlbumDetails.objects.filter(pk=content.pk).update(for_everybody=everybody)
        Content.objects.filter(pk=content.pk).touch()


def _locked(content) -> AlbumDetails:
    """The album's details, for this transaction alone: two who add at once come one after the other."""
    AlbumDetails.objects.get_or_create(content_id=content.pk)
    return AlbumDetails.objects.select_for_update().get(pk=content.pk)


def _one_by_one(content) -> None:
    """No two at the same place, as an import or a picture in the text may have left them."""
    rows = list(photos_of(content).values_list("pk", "order"))
    if len({order for _pk, order in rows}) < len(rows):
        File.objects.bulk_update(
            [File(pk=pk, order=place) for place, (pk, _order) in enumerate(rows)], ["order"], batch_size=100
        )


def _counted(content) -> None:
    AlbumDetails.objects.filter(pk=content.pk).update(photo_count=photos_of(content).count())
    Content.objects.filter(pk=content.pk).touch()


def _changed(content, by) -> None:
    Content.objects.filter(pk=content.pk).touch()
    if not content.is_draft:
        record("albums.arranged", actor=by, group=content.group, content=content)
