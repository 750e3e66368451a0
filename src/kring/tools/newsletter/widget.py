"""In the right column of a group: its last newsletter, and for its hosts the way to a new one."""

from kring.tools.newsletter.models import Newsletter, State


def in_group(person, group) -> dict | None:
    sent = Newsletter.objects.filter(groups=group, state=State.SENT).order_by("-begun_at").first()
    hosts = person.roles.get(group.pk) == "host"
    if sent is None and not hosts:
        return None
    return {"last": sent, "writes": hosts}
