"""Keep, let go, and put in order. What people keep is their own business: the log says nothing of it but that it happened."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.interactions.bookmarks.models import Bookmark, BookmarkList

MOST_LISTS = 50


@transaction.atomic
def keep(person, content: Content) -> None:
    _row, made = Bookmark.objects.get_or_create(person=person, content_id=content.pk)
    if made:
        record("bookmarks.kept", actor=person, group=content.group, content=content)


@transaction.atomic
def let_go(person, content: Content) -> None:
    if Bookmark.objects.filter(person=person, content_id=content.pk).delete()[0]:
        record("bookmarks.let_go", actor=person, group=content.group, content=content)


def move(person, content: Content, to: BookmarkList | None) -> None:
    """Into one of the person's lists, or into none; kept where it wasn't yet."""
    with transaction.atomic():
        keep(person, content)
        Bookmark.objects.filter(person=person, content_id=content.pk).update(list=to)


def start_list(person, name: str) -> BookmarkList:
    """A new list; the one of that name where there is one."""
    name = _name(name)
    lists = BookmarkList.objects.filter(person=person, deleted_at=None)
    if lists.count() >= MOST_LISTS:
        raise Refused(_("You have %(num)d lists: that is the most there can be.") % {"num": MOST_LISTS}, 400)
    with transaction.atomic():
        return lists.get_or_create(name=name, defaults={"person": person})[0]


def rename_list(found: BookmarkList, name: str) -> None:
    name = _name(name)
    try:
        with transaction.atomic():
            BookmarkList.objects.filter(pk=found.pk).update(name=name)
    except IntegrityError:
        raise Refused(_("You have a list of that name already."), 409) from None


def delete_list(found: BookmarkList) -> None:
    """Its bookmarks stay; `restore_list` makes it as it was."""
    BookmarkList.objects.filter(pk=found.pk, deleted_at=None).update(deleted_at=timezone.now())


def restore_list(found: BookmarkList) -> None:
    try:
        with transaction.atomic():
            BookmarkList.objects.filter(pk=found.pk).update(deleted_at=None)
    except IntegrityError:
        raise Refused(_("You have a list of that name already."), 409) from None


def _name(name: str) -> str:
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())[:80]
    if not name:
        raise Refused(_("Give the list a name."), 400)
    return name
