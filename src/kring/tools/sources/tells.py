"""Who hears that a source has stopped."""

from kring.core.groups.verbs import everyone
from kring.core.notify import audience


def who_can_help(event):
    """The hosts; in the organisation's own group, which may have none, the managers too."""
    hosts = list(audience.hosts(event))
    return hosts + audience.managers(event) if event.group_id == everyone().pk else hosts
