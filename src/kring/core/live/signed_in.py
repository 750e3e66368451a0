"""Who holds an open connection: the same questions as at a page, for many sessions in one query."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from kring.core.people.models import Person, Session
from kring.core.people.sessions import SessionStore

CHUNK = 500
_checked: dict[str, tuple[str, str, int]] = {}
"""Session key → (data, password hash, person id) that were found to belong together."""


def people(keys: Iterable[str]) -> dict[str, int]:
    """Session key → person id, for those sessions that still hold: not ended, not expired, the person active and the
    password the one they signed in with."""
    wanted = list(keys)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = Session.objects.filter(
            session_key__in=wanted[start : start + CHUNK],
            expire_date__gt=timezone.now(),
            person__is_active=True,
        ).values_list("session_key", "session_data", "person__password", "person_id")
        found.update(
            (key, person) for key, data, password, person in rows if _holds(key, data, password, person)
        )
    return found


def forget(key: str) -> None:
    _checked.pop(key, None)


def _holds(key: str, data: str, password: str, person: int) -> bool:
    if _checked.get(key) == (data, password, person):
        return True
    session = SessionStore().decode(data)
    holds = session.get(SESSION_KEY) == str(person) and constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), Person(password=password).get_session_auth_hash()
    )
    if holds:
        _checked[key] = (data, password, person)
    return holds
