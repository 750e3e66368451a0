"""The groups in which somebody counts as host, for what a feature gives to hosts."""

from django.db.models import Q

from kring.core.features import switches
from kring.core.groups.models import Group


def hosted(person, feature: str):
    """Groups that the person hosts, that use the feature and aren't archived. A manager of the platform counts as host in the
    organisation, in open groups, and wherever else they are a member: what is said in other groups they don't read."""
    own = person.memberships.filter(role="host")
    here = Q(pk__in=own.values("group_id"))
    if person.is_manager:
        here |= Q(pk__in=person.memberships.values("group_id")) | Q(access="open")
    groups = Group.objects.visible_to(person).filter(switches.on_in(feature, "pk"), here, archived_at=None)
    return groups.order_by("-is_everyone", "name")
