"""Who core's own tells are for. Each gets an event and returns ids of people; of very many, a QuerySet of ids."""

from kring.core.content import text
from kring.core.groups.models import Membership
from kring.core.notify.models import GroupLevel


def named(event) -> list[int]:
    """Whom the text of the post or comment names."""
    said = event.comment if event.comment_id else event.content
    return text.people_in(said.body) if said else []


def newly_named(event) -> list[int]:
    """Whom an edit named that the text before didn't."""
    return event.data.get("named", [])


def person(event) -> list[int]:
    return [event.person_id] if event.person_id else []


def author(event) -> list[int]:
    return [event.content.author_id] if event.content else []


def hosts(event):
    return Membership.objects.filter(group_id=event.group_id, role="host").values_list("person_id", flat=True)


def hosts_beside(event):
    """The other hosts, where somebody made themselves one."""
    return hosts(event) if event.actor_id == event.person_id else []


def managers(event) -> list[int]:
    """Of the platform."""
    from kring.core.people.models import Person

    return list(Person.objects.active().filter(role="manager").values_list("pk", flat=True))


def members(event):
    return Membership.objects.filter(group_id=event.group_id).values_list("person_id", flat=True)


def who_wants_all(event):
    wanted = GroupLevel.objects.filter(group_id=event.group_id, level=GroupLevel.Level.ALL)
    return members(event).filter(person_id__in=wanted.values("person_id"))
