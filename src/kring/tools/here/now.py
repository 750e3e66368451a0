"""The people who were here in the last minutes: one query, and for most viewers none, for a minute."""

from datetime import timedelta

from django.core.cache import cache
from django.db.models import Max
from django.utils import timezone

from kring.core.people.models import Person

LATELY = timedelta(minutes=20)  # sessions are marked every quarter of an hour
SHOWN = 12
MOST = 200
MINUTE = 60
NEEDED = ("name", "handle", "avatar", "version")


def at_home(person, **_context) -> dict | None:
    """Members all see the same colleagues; a guest sees only people of their own groups. Nobody sees themselves."""
    key = f"here:guest:{person.pk}:{person.version}" if person.is_guest else "here:members"
    found = cache.get_or_set(key, lambda: _here(person), MINUTE)
    others = [one for one in found if one.pk != person.pk]
    return {"people": others[:SHOWN], "more": max(0, len(others) - SHOWN)} if others else None


def _here(viewer) -> list[Person]:
    """Those who were here last come first."""
    people = Person.objects.visible_to(viewer).active().filter(shows_presence=True)
    people = people.filter(sessions__seen_at__gte=timezone.now() - LATELY)
    people = people.annotate(seen=Max("sessions__seen_at")).order_by("-seen", "-pk")
    return list(people.only(*NEEDED)[:MOST])
