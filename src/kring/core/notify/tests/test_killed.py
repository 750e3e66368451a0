"""Killing server and worker at any moment: nobody is told twice, nobody is forgotten, and no mail goes into the outbox twice."""

import json

from tests.test_killed import STARTED, run

ROUNDS = 12

PREPARE = """
from kring.core.notify.models import Preference
from kring.core.people.models import Person
for person in Person.objects.filter(handle__startswith="writer"):
    Person.objects.filter(pk=person.pk).update(email=f"{person.handle}@kring.test")
    Preference.objects.create(person=person, preset="everything", only_working_days=False, budget=30000)
"""

COUNTS = """
import json
from collections import Counter
from kring.core.activity.models import Event
from kring.core.mail.models import Letter
from kring.core.notify.models import Cause, Delivery, Notification, Remainder
said = Event.objects.filter(verb="comments.posted").select_related("content", "comment__parent").order_by("pk")
took_part, due, told, of = {}, set(), Counter(Cause.objects.values_list("event_id", "person_id")), {}
for event in said:
    taking = took_part.setdefault(event.content_id, {event.content.author_id})
    answered = {event.person_id} - {None}
    due |= {(event.pk, person) for person in (taking | answered) - {event.actor_id}}
    taking.add(event.actor_id)
    of[event.pk] = taking  # who came later may be told, too: the rest of an audience is asked for later
rows = list(Notification.objects.all())
causes = Counter(Cause.objects.values_list("notification_id", flat=True))
last = {row.pk: max(row.causes.values_list("pk", flat=True)) for row in rows if row.read_at is None}
mailed = Counter(f"n{d.notification_id}-{d.upto}" for d in Delivery.objects.filter(channel="mail"))
letters = Counter(Letter.objects.values_list("key", flat=True))
print(json.dumps({
    "comments": said.count(),
    "told": len(told), "read": sum(row.read_at is not None for row in rows), "mailed": len(mailed),
    "waiting": Event.objects.filter(fanned_out_at=None).count() + Remainder.objects.count(),
    "forgotten": sorted(due - set(told)),
    "for nothing": sorted((event, person) for event, person in told if person not in of[event]),
    "twice": [key for counted in (told, mailed, letters) for key, number in counted.items() if number > 1],
    "two rows of one": [k for k, n in Counter((r.person_id, r.subject) for r in rows if r.read_at is None).items() if n > 1],
    "wrong count": [row.pk for row in rows if row.cause_count != causes[row.pk]],
    "mail without a letter": sorted(set(mailed) - set(letters)),
    "letter without a trace": sorted(set(letters) - set(mailed)),
    "never mailed": [pk for pk, cause in last.items() if f"n{pk}-{cause}" not in mailed],
}))
"""

CLEAN = {
    "waiting": 0,
    "forgotten": [],
    "for nothing": [],
    "twice": [],
    "two rows of one": [],
    "wrong count": [],
    "mail without a letter": [],
    "letter without a trace": [],
    "never mailed": [],
}


def test_nobody_is_told_twice_or_forgotten(own_database):
    own_database["KRING_EMAIL_URL"] = "smtp://127.0.0.1:9"  # letters wait for it; nobody sends them here
    run(own_database, "-c", STARTED + PREPARE)
    said = run(own_database, "-m", "kring.core.notify.tests.killing", str(ROUNDS), "11")
    assert "Traceback" not in said, said
    found = json.loads(run(own_database, "-c", STARTED + COUNTS).strip().splitlines()[-1])
    assert {name: found[name] for name in CLEAN} == CLEAN
    assert min(found["comments"], found["told"], found["mailed"]) > 10, found
    assert found["read"] > 0, "too little happened to prove anything"
