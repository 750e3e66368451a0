"""Who holds an open connection: the same questions as at a page, for many sessions in one query."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from kring.core.people.models import Person, Session
from kring.core.people.sessions import SessionStore

CHUNK = 500
_checked: dict[str, int] = {}
"""Session key → what its person's id and password were when they were found to be those it was begun with."""


class Holder(NamedTuple):
    """`shown`: others may see that they are here."""

    person: int
    guest: bool
    shown: bool


def holders(keys: Iterable[str]) -> dict[str, Holder]:
    """Session key → its holder, for those sessions that still hold: not ended, not expired, the person active and the
    password the one they signed in with."""
    wanted = list(keys)
    found: dict[str, Holder] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = Session.objects.filter(
            session_key__in=wanted[start : start + CHUNK],
            expire_date__gt=timezone.now(),
            person__is_active=True,
        ).values_list(
            "session_key", "person__password", "person_id", "person__role", "person__shows_presence"
        )
        unknown = [row for row in rows if _checked.get(row[0]) != hash(row[1:3])]
        _check({key: (password, person) for key, password, person, *_rest in unknown})
        for key, password, person, role, shown in rows:
            if _checked.get(key) == hash((password, person)):
                found[key] = Holder(person, role == Person.Role.GUEST, shown)
    return found


def there(keys: Iterable[str]) -> set[str]:
    """Those of these sessions (some hundreds) that haven't ended or expired: the question of every delivery, so it goes past
    the ORM. Whatever else may end what somebody hears is said on the bus, and looked at in turn (`holders`)."""
    keys = list(keys)
    marks = ",".join(["%s"] * len(keys)) or "NULL"
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT session_key FROM people_session WHERE session_key IN ({marks}) AND expire_date > %s",
            [*keys, now],
        )
        return {key for (key,) in cursor.fetchall()}


def forget(key: str) -> None:
    _checked.pop(key, None)


def _check(claims: dict[str, tuple[str, int]]) -> None:
    """What a session's data says of its person doesn't change under the same key, so it is read once."""
    for key, data in Session.objects.filter(pk__in=claims).values_list("session_key", "session_data"):
        password, person = claims[key]
        session = SessionStore().decode(data)
        ours = Person(password=password).get_session_auth_hash()
        if session.get(SESSION_KEY) == str(person) and constant_time_compare(
            session.get(HASH_SESSION_KEY, ""), ours
        ):
            _checked[key] = hash((password, person))
        else:
            _checked.pop(key, None)
