"""The newest people that the viewer may see: at most one query, and for most viewers none, for a minute."""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from kring.core.groups.models import Membership
from kring.core.people.models import Person

SHOWN = 3
NEW_FOR = timedelta(days=30)
MINUTE = 60
NEEDED = (
    "name",
    "handle",
    "title",
    "department",
    "avatar",
)  # what a row shows; a cache needn't know more of anybody


def at_home(person, **_context) -> dict | None:
    """Members all see the same newest colleagues; a guest sees only people of their own groups."""
    key = f"newcomers:guest:{person.pk}:{person.version}" if person.is_guest else "newcomers:members"
    return _others(cache.get_or_set(key, lambda: _arrived(person), MINUTE), person)


def in_group(person, group, **_context) -> dict | None:
    """Who came into the group lately. The slot is on pages of who reads the group, and they see its members; in the group
    of the whole organisation it would say what home says."""
    if group.is_everyone:
        return None
    return _others(cache.get_or_set(f"newcomers:group:{group.pk}", lambda: _joined(group), MINUTE), person)


def _arrived(person) -> list[Person]:
    people = Person.objects.visible_to(person).active().exclude(role="guest")
    people = people.filter(joined_at__gte=timezone.now() - NEW_FOR).only(*NEEDED)
    return list(people.order_by("-joined_at")[: SHOWN + 1])


def _joined(group) -> list[Person]:
    rows = Membership.objects.filter(
        group=group, person__is_active=True, joined_at__gte=timezone.now() - NEW_FOR
    )
    # Who started the group isn't new in it.
    rows = rows.exclude(joined_at__lte=group.created_at + timedelta(minutes=1))
    rows = rows.select_related("person").only("id", *(f"person__{name}" for name in NEEDED))
    return [row.person for row in rows.order_by("-joined_at")[: SHOWN + 1]]


def _others(people: list[Person], viewer) -> dict | None:
    """Nobody needs to say hello to themselves."""
    people = [person for person in people if person.pk != viewer.pk][:SHOWN]
    return {"newcomers": people} if people else None
