"""Who is asking: one query for session, person, their unread notifications and the generation of all switches.

Django's own session and user middleware read the session, then the user, then (for us) the switches. A page of the
home stream costs little more than that, so it is one join here; the decoded objects are kept in the process under their
versions, and what the join returns decides whether they still hold.
"""

import copy
from datetime import UTC, datetime
from functools import cache, lru_cache
from ipaddress import ip_address

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from kring.core.features import switches
from kring.core.people import numbers, visits
from kring.core.people.models import Person, Session
from kring.core.people.sessions import SessionStore

LOOK_UP = """
    SELECT s.session_data, s.expire_date, s.seen_at, p.id, p.version, p.is_active, p.password,
           (SELECT number FROM features_generation WHERE id = 1),
           (SELECT SUM(CASE n.hidden WHEN '' THEN 1 ELSE 0 END) FROM notify_notification n
            WHERE n.person_id = p.id AND n.read_at IS NULL){numbers}
    FROM people_session s LEFT JOIN people_person p ON p.id = s.person_id WHERE s.session_key = %s
"""
SEEN_EVERY = 900  # seconds; "last seen" needs no better


class SignedIn(SessionMiddleware):
    def process_request(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        key = (
            key if key.isascii() and key.isalnum() else None
        )  # what we gave out; a database may choke on anything else
        request.session, request.user = SessionStore(key), AnonymousUser()
        request.session.about = {
            "user_agent": request.META.get("HTTP_USER_AGENT", ""),
            "ip": client_address(request),
        }
        row = self._read(key) if key else None
        if row is None:
            switches.pin(None)
            return
        data, expires, seen, person_id, version, active, password, generation, unread, *counted = row
        switches.pin(generation)
        if (expires := _time(expires)) <= timezone.now():
            return
        request.session.preload(key, dict(_decode(data)))
        if not person_id or not active or request.session.get(SESSION_KEY) != str(person_id):
            return
        if constant_time_compare(request.session.get(HASH_SESSION_KEY, ""), _auth_hash(password)):
            request.user = copy.copy(_person(person_id, version))
            request.user.password = password
            request.user.unread, request.user.has_unread = int(unread or 0), unread is not None
            request.user.numbers = dict(zip(numbers.names(), counted, strict=True))
            visits.seen_again(request.user, _time(seen), timezone.now())
            self._touch(request.session, _time(seen), expires)

    def process_response(self, request, response):
        try:
            return super().process_response(request, response)
        except (SessionInterrupted, UpdateError):
            return response  # the session was ended while this request ran: nothing to keep
        finally:
            switches.pin(None)

    @staticmethod
    def _read(key: str):
        with connection.cursor() as cursor:
            cursor.execute(look_up(), [key])
            return cursor.fetchone()

    @staticmethod
    def _touch(session: SessionStore, seen: datetime, expires: datetime) -> None:
        """Only unused sessions end: one in use is renewed, with its cookie, once a day."""
        now = timezone.now()
        if (expires - now).total_seconds() < settings.SESSION_COOKIE_AGE - 86400:
            session.modified = True
        elif (now - seen).total_seconds() > SEEN_EVERY:
            Session.objects.filter(session_key=session.session_key).update(seen_at=now)


@cache
def look_up() -> str:
    """The statement that says who asks, with the numbers of every feature."""
    return LOOK_UP.format(numbers="".join(f", ({sql})" for sql in numbers.sql()))


def client_address(request) -> str | None:
    """The address of the browser; behind a trusted proxy the last one that the proxy added."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.CONFIG.forwarded_for and (chain := request.META.get("HTTP_X_FORWARDED_FOR")):
        address = chain.split(",")[-1]
    try:
        return str(ip_address(address.strip()))
    except ValueError:  # a socket, or a proxy that says something else
        return None


def _time(value):
    """A time from a bare cursor: SQLite returns text or a naive UTC time."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


@lru_cache(maxsize=4096)
def _decode(data: str) -> dict:
    return SessionStore().decode(data)


@lru_cache(maxsize=4096)
def _person(person_id: int, version: int) -> Person:
    return Person.objects.get(pk=person_id)


@lru_cache(maxsize=4096)
def _auth_hash(password: str) -> str:
    """What a session must hold while this (hashed) password is the person's."""
    return Person(password=password).get_session_auth_hash()
