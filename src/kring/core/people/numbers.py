"""Numbers beside entries of the rail ("3 conversations unread"): read with who is asking, and told to open pages when they move."""

from functools import cache

from django.db import connection

from kring.core.features import registry
from kring.core.live import bus
from kring.core.people.models import Person


@cache
def _declared() -> tuple[tuple[str, str], ...]:
    return tuple((menu.url, menu.number) for _feature, menu in registry.declared("menu") if menu.number)


def names() -> list[str]:
    """The entries that have one, by the name of their address."""
    return [name for name, _sql in _declared()]


def sql() -> list[str]:
    """Each as a part of a query about the person `p`."""
    return [sql for _name, sql in _declared()]


def say(name: str, people) -> None:
    """Tell the open pages of these people (ids) their number, once the transaction at hand has been committed."""
    wanted = dict(_declared())[name]
    marks = ",".join(str(int(id)) for id in people)
    if not marks:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.id, ({wanted}) FROM {Person._meta.db_table} p WHERE p.id IN ({marks})")
        found = [list(row) for row in cursor.fetchall()]
    bus.publish({"type": "numbers", "about": {"type": "number", "name": name}, "people": found})
