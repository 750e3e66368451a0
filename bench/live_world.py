"""Runs inside Kring's settings: many people with a session each, and what is done while they listen."""

import json
import sys
import time

CHUNK = 2000


def listeners(number: str) -> dict:
    """People of the whole organisation, their sessions (in a file of keys), and an item to look at."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    from kring.core.content import verbs as content
    from kring.core.groups.membership import everyone
    from kring.core.groups.models import Membership
    from kring.core.people import verbs as people
    from kring.core.people.models import Person, Session
    from kring.core.people.sessions import SessionStore

    writer = people.arrive(name="Writer", handle="writer", role="manager")
    item = content.post(writer, everyone(), "update", title="Everybody looks at this", body="<p>Well.</p>")
    keys, group, later = [], everyone(), timezone.now() + timezone.timedelta(days=20)
    made: list[int] = []
    for start in range(0, int(number), CHUNK):
        some = [
            Person(name=f"Listener {n}", handle=f"listener{n}", password="!")
            for n in range(start, min(start + CHUNK, int(number)))
        ]
        some = Person.objects.bulk_create(some)
        Membership.objects.bulk_create(Membership(group=group, person=one) for one in some)
        sessions = []
        for one in some:
            data = {
                SESSION_KEY: str(one.pk),
                BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                HASH_SESSION_KEY: one.get_session_auth_hash(),
            }
            key = get_random_string(32, "abcdefghijklmnopqrstuvwxyz0123456789")
            text = SessionStore().encode(data)
            sessions.append(Session(session_key=key, session_data=text, expire_date=later, person=one))
            keys.append(key)
        Session.objects.bulk_create(sessions)
        made += [one.pk for one in some]
    path = settings.DATA / "keys.json"
    path.write_text(json.dumps(keys))
    return {"item": item.pk, "people": made[:100], "keys": str(path)}


def write_live() -> dict:
    """For each word on the input (“comment”, “post”) does it, and says when that was committed."""
    from kring.core.content import verbs as content
    from kring.core.content.models import Content
    from kring.core.groups.membership import everyone
    from kring.core.people.models import Person
    from kring.interactions.comments import verbs as comments

    writer, item = Person.objects.get(handle="writer"), Content.objects.order_by("pk").first()
    do = {
        "comment": lambda: comments.post(writer, item, "<p>Something to add.</p>"),
        "post": lambda: content.post(writer, everyone(), "update", body="<p>News.</p>"),
    }
    print("ready", flush=True)
    for word in sys.stdin:
        print(json.dumps({"at": committed(do[word.strip()])}), flush=True)
    return {}


def committed(do) -> float:
    """The moment (monotonic) at which what `do` writes has been committed."""
    from django.db import transaction

    moments = []
    with transaction.atomic():
        transaction.on_commit(lambda: moments.append(time.monotonic()))
        do()
    return moments[0]
