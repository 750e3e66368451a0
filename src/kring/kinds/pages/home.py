"""The page that a group opens on."""

from kring.core.content.access import can
from kring.core.content.models import Content
from kring.kinds.pages.models import Page


def of(person, group) -> Content | None:
    """With one query. A page that was binned, archived or moved away since is none."""
    pages = Content.objects.visible_to(person).select_related("group", "author", "layout")
    return pages.filter(layout__home_of=group, group=group, state="published").first()


def in_menu(content, person) -> dict | None:
    """What hosts choose of a published page, and managers."""
    if not isinstance(content, Page) or not content.is_published:
        return None
    hosts, manages = can(person, content, "make_home"), can(person, content, "put_in_rail")
    details = getattr(content, "layout", None)
    return {
        "hosts": hosts,
        "home": bool(details and details.home_of_id == content.group_id),
        "manages": manages,
        "in_rail": manages and getattr(content, "rail_place", None) is not None,
    }
