"""Around an event: reminders, papers, checking in, lists, trainings, interchange."""

import json
import time
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.activity.models import Event as Happened
from kring.core.content.models import Content
from kring.core.notify.models import Notification
from kring.core.people.models import Person
from kring.kinds.events import answering, checking_in, data, listed, reminding, verbs
from kring.kinds.events.models import ONCE, Answer, Paper
from kring.kinds.events.tests.making import HOUR, again, at, hold
from tests.cast import SIGNED_IN

CORPUS = Path(__file__).parents[6] / "shared/corpus/formats/ical"
db = pytest.mark.django_db


@db
def test_who_comes_is_reminded_once(cast):
    soon = hold(cast, starts=timezone.now() + 3 * HOUR, capacity=1)
    hold(cast, starts=timezone.now() + timedelta(days=3))
    hold(cast, starts=timezone.now() + 3 * HOUR, remind_before=0)
    answering.answer(soon, cast.member, "yes")
    answering.answer(soon, cast.outsider, "yes")  # waits, and isn't reminded of a place that they haven't
    answering.answer(soon, cast.manager, "no")
    assert reminding.remind_due() == 1
    assert reminding.remind_due() == 0
    fanout.sweep()
    told = set(
        Notification.objects.filter(content=soon, causes__verb="events.reminded").values_list(
            "person", flat=True
        )
    )
    assert told == {cast.member.pk}


@db
def test_who_comes_is_told_of_a_change(cast):
    event = hold(cast)
    for who, said in (("member", "yes"), ("outsider", "maybe"), ("manager", "no")):
        answering.answer(event, cast[who], said)
    verbs.plan(event, cast.host, location="Elsewhere")
    verbs.cancel(event, cast.host)
    fanout.sweep()
    for verb in ("events.relocated", "events.cancelled"):
        told = Notification.objects.filter(content=event, causes__verb=verb).values_list("person", flat=True)
        assert set(told) == {cast.member.pk, cast.outsider.pk}, verb


@db
def test_the_code_on_the_screen(cast, monkeypatch):
    event = hold(cast, starts=timezone.now() - HOUR)
    assert cast.statuses("get", f"/c/{event.pk}/check-in/") == {
        "manager": 200, "host": 200, "member": 403, "outsider": 403, "guest": 404, "nobody": 302,
    }  # fmt: skip
    assert "<svg" in cast.client("host").get(f"/c/{event.pk}/check-in/?part=code").text
    code = checking_in.code(event.pk, ONCE)
    statuses = cast.statuses("get", f"/here/{code}/")
    assert statuses == {
        "manager": 200,
        "host": 200,
        "member": 200,
        "outsider": 200,
        "guest": 404,
        "nobody": 302,
    }
    passed = checking_in.pass_for(cast.member, event.pk, ONCE)
    assert not Answer.objects.exists()  # looking is not checking in
    assert cast.client("outsider").post(f"/here/{code}/", {"pass": passed}).status_code == 400
    assert cast.client("member").post(f"/here/{code}/", {"pass": passed}).status_code == 302
    assert Answer.objects.get().attended and Answer.objects.get().person == cast.member
    now = time.time()
    monkeypatch.setattr(checking_in.time, "time", lambda: now + 200)
    assert cast.client("outsider").get(f"/here/{code}/").status_code == 400
    assert cast.client("outsider").get("/here/nonsense/").status_code == 400


@db
def test_the_list_runs_no_formulas(cast):
    event = hold(cast, questions=["=Which?"])
    Person.objects.filter(pk=cast.member.pk).update(name='=HYPERLINK("x")', department="+31")
    answering.answer(event, Person.objects.get(pk=cast.member.pk), "yes", remarks={"=Which?": "@SUM(1)"})
    assert cast.statuses("get", f"/c/{event.pk}/coming.csv")["member"] == 403
    file = cast.client("host").get(f"/c/{event.pk}/coming.csv").content.decode("utf-8-sig")
    for cell in ("'=HYPERLINK", "'+31", "'@SUM(1)", "'=Which?"):
        assert cell in file
    assert listed.safe("\t=1") == "'\t=1" and listed.safe("plain") == "plain"


@db
def test_a_training_stands_on_the_profile(cast):
    course = hold(cast, "closed", title="Writing clearly", sort="training", starts=timezone.now() - 5 * HOUR)
    host = cast.client("host")
    answering.attended(course, cast.member, ONCE, True, by=cast.host)
    answering.attended(course, cast.member, ONCE, True, by=cast.host)
    assert Happened.objects.filter(verb="events.attended").count() == 1
    assert "1 training" in host.get("/people/member/").text
    shown = {
        who: "Writing clearly" in page.text
        for who, page in cast.as_each("get", "/people/member/trainings/", who=SIGNED_IN).items()
    }
    assert shown == {"manager": False, "host": True, "member": True, "outsider": False, "guest": False}
    host.post(f"/c/{course.pk}/attended/", {"person": cast.member.pk, "there": ""})
    assert Answer.objects.get().attended is None
    assert (
        cast.client("member")
        .post(f"/c/{course.pk}/attended/", {"person": cast.member.pk, "there": "1"})
        .status_code
        == 403
    )


@db
def test_out_and_in_again_is_the_same(cast):
    event = hold(cast, rule="FREQ=WEEKLY;BYDAY=MO,TH", starts=at(2027, 1, 4, 9), capacity=3, sort="training", location="x",
                 questions=["Why?"], closes_before=60, remind_before=0, most_guests=2, online_url="https://x.example")  # fmt: skip
    verbs.cancel(event, cast.host, datetime(2027, 1, 7).date())
    out = json.loads(json.dumps(data.data_out(again(event))))
    other = hold(cast)
    data.data_in(other, out)
    assert data.data_out(again(other)) == out
    for odd in ({}, {"starts_at": 7}, {"starts_at": "2027-01-01T10:00"}, {"starts_at": "2027-01-01T10:00Z", "ends_at": "1999-01-01T10:00Z",
                "repeats": "FREQ=HOURLY", "capacity": "many", "changes": {"x": 1}, "questions": "?", "time_zone": 5}):  # fmt: skip
        data.data_in(other, odd)
        assert cast.client("host").get(other.url).status_code == 200
    assert data.words([event.pk]) == {event.pk: "x"}


@db
def test_papers_are_seen_by_who_may_read_them(cast):
    event, host = hold(cast), cast.client("host")
    for group in ("open", "closed"):
        item = cast.items[group, "published"]
        host.post(f"/c/{event.pk}/papers/", {"address": f"{settings.BASE_URL}/c/{item.pk}/?x#y"})
        host.post(f"/c/{event.pk}/papers/", {"address": f"/c/{item.pk}/"})
    shown = [cast.client(who).get(event.url).text.count('class="paper"') for who in ("member", "outsider")]
    assert shown == [2, 1]
    assert cast.client("outsider").post(f"/c/{event.pk}/papers/", {"address": "/c/1/"}).status_code == 403
    secret = cast.items["secret", "published"]
    for address in ("", "nonsense", "/c/999999/", f"/c/{event.pk}/", "https://elsewhere.example/"):
        assert host.post(f"/c/{event.pk}/papers/", {"address": address}).status_code == 302
    other = hold(cast, who="manager", group="everyone")
    cast.client("manager").post(f"/c/{other.pk}/papers/", {"address": f"/c/{secret.pk}/"})
    host.post(f"/c/{event.pk}/papers/", {"remove": cast.items["closed", "published"].pk})
    assert [paper.of_id for paper in Paper.objects.all()] == [cast.items["open", "published"].pk]


@db
def test_a_calendar_of_five_thousand_is_read_by_its_window(cast):
    from kring.kinds.events import calendar
    from kring.kinds.events.models import Details

    group = cast.groups["open"]
    base = at(2026, 1, 1, 9)
    rows = Content.objects.bulk_create(
        Content(
            kind="event",
            group=group,
            author=cast.host,
            title=f"Event {n}",
            state="published",
            published_at=base,
        )
        for n in range(5000)
    )
    Details.objects.bulk_create(
        Details(
            content=row,
            starts_at=base + n * 6 * HOUR,
            ends_at=base + (n * 6 + 1) * HOUR,
            last_at=base + (n * 6 + 1) * HOUR,
            zone="UTC",
        )
        for n, row in enumerate(rows)
    )
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        found = calendar.shown(cast.member, at(2027, 1, 1), at(2027, 2, 1))
    assert sum("events_details" in query["sql"] for query in captured) == 2  # the others ask for the switches
    assert len(found) == 124


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="a test's SQLite is in memory, with one connection; it has one writer at a time",
)
def test_two_people_for_the_last_place():
    race(people=6, places=1)


@db
@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="the threads of the test above say it of PostgreSQL"
)
def test_two_people_for_the_last_place_in_a_file(tmp_path):
    """SQLite: processes on a file, each beginning with a write lock, as Kring's own do."""
    import subprocess
    import sys
    from os import environ

    own = {name: value for name, value in environ.items() if not name.startswith("KRING_")}
    own |= {
        "KRING_DATA": str(tmp_path),
        "KRING_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(Path(__file__).parents[5]),
    }
    code = (
        "from kring.project.start import start_django\nstart_django()\nfrom django.core.management import call_command\n"
        "call_command('migrate', verbosity=0)\nfrom kring.kinds.events.tests.test_around import race\nrace(people=6, places=1)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def race(people: int, places: int) -> None:
    """So many people press the button in the same moment."""
    from kring.core.content.verbs import post
    from kring.core.groups.verbs import everyone
    from kring.core.people.verbs import arrive

    arrive(name="Host", handle="organiser")
    for number in range(people):
        arrive(name=f"Guest {number}", handle=f"guest{number}")
    host = Person.objects.get(handle="organiser")
    event, starts = post(host, everyone(), "event", title="Full"), timezone.now() + timedelta(days=2)
    verbs.plan(event, host, starts_at=starts, ends_at=starts + HOUR, zone="UTC", capacity=places)
    barrier, failed = Barrier(people), []

    def come(number: int) -> None:
        try:
            person = Person.objects.get(handle=f"guest{number}")
            barrier.wait()
            answering.answer(event, person, "yes")
        except Exception as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=come, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed
    rows = list(Answer.objects.filter(content=event))
    assert sum(row.is_coming for row in rows) == places and len(rows) == people
