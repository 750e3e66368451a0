"""Who may put photos in, and who may arrange them."""

from django.utils.translation import gettext as _

from kring.core.content.access import can, is_host, living
from kring.core.refused import Refused
from kring.kinds.albums.models import Album


def check_add(person, content) -> None:
    """Its author; where that is switched on, everybody in the group."""
    _album(content)
    if content.author_id == person.pk:
        return
    if not content.facts.for_everybody:
        raise Refused(_("Only who made this album adds photos to it."))
    if person.roles.get(content.group_id) is None:
        raise Refused(_("Join this group to add photos."))


def check_arrange(person, content) -> None:
    _album(content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Only who made this album arranges it, or a host of the group."))


def check_change(person, content, photo) -> None:
    """Change the words of a photo, or take it out: also who put it in."""
    _album(content)
    if photo.owner_id != person.pk:
        check_arrange(person, content)


def _album(content) -> None:
    if not isinstance(content, Album):
        raise Refused(_("This isn't an album."))
    if not content.is_draft:
        living(content)


def entries(content, person, **_context) -> dict | None:
    """The entries of an album's menu, for who may."""
    if not isinstance(content, Album):
        return None
    adds, arranges = can(person, content, "add_photos"), can(person, content, "arrange_photos")
    return {"adds": adds, "arranges": arranges} if adds or arranges else None
