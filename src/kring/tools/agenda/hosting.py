"""Whose calendar it is: the groups in which somebody counts as host."""

from django.utils.translation import gettext as _

from kring.core.groups.hosting import hosted
from kring.core.groups.models import Group
from kring.core.refused import Refused


def groups_of(person) -> list[Group]:
    """Those that use the calendar; raises Refused where there are none, for who is no manager either."""
    found = list(hosted(person, "agenda").only("name", "slug", "is_everyone", "archived_at"))
    if not found and not person.is_manager:
        raise Refused(_("The content calendar is for who hosts a group."))
    return found
