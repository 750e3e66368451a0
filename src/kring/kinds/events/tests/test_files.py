"""Calendars for other programs, and files of theirs that come in."""

import time
from datetime import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from icalendar import Calendar

from kring.core.activity.models import Event as Happened
from kring.core.content.models import Content
from kring.core.groups.models import Membership
from kring.core.people.models import Person
from kring.kinds.events import dates, feeds, importing, verbs
from kring.kinds.events.models import FeedKey
from kring.kinds.events.tests.making import again, at, hold

CORPUS = Path(__file__).parents[6] / "shared/corpus/formats/ical"
db = pytest.mark.django_db


@db
def test_a_calendar_shows_what_its_owner_may_see_at_that_moment(cast):
    for group in cast.groups:
        hold(
            cast,
            group,
            title=cast.word(f"an event in {group}", {"member"}),
            who="manager" if group == "everyone" else "host",
        )
    secret = feeds.key_of(cast.member).secret
    nobody = cast.client("nobody")
    address = f"/events/feed/{secret}/all.ics"
    assert len(Calendar.from_ical(nobody.get(address).content).walk("VEVENT")) == 5
    assert (
        len(Calendar.from_ical(nobody.get(f"/events/feed/{secret}/g/secret.ics").content).walk("VEVENT")) == 1
    )
    Membership.objects.filter(person=cast.member, group__slug__in=["secret", "closed", "project"]).delete()
    assert len(Calendar.from_ical(nobody.get(address).content).walk("VEVENT")) == 2
    assert nobody.get(f"/events/feed/{secret}/g/secret.ics").status_code == 404
    assert len(Calendar.from_ical(nobody.get(f"/events/feed/{secret}/mine.ics").content).walk("VEVENT")) == 0
    cast.client("member").post("/events/feeds/", {"do": "renew"})
    assert nobody.get(address).status_code == 404
    fresh = FeedKey.objects.get(person=cast.member).secret
    Person.objects.filter(pk=cast.member.pk).update(is_active=False)
    assert nobody.get(f"/events/feed/{fresh}/all.ics").status_code == 404


@db
def test_an_event_as_a_file_says_all_of_its_dates(cast):
    event = hold(cast, starts=at(2027, 1, 5, 9), rule="FREQ=WEEKLY;UNTIL=20270126", location="The attic")
    verbs.cancel(event, cast.host, datetime(2027, 1, 12).date())
    verbs.move(
        event,
        cast.host,
        datetime(2027, 1, 19).date(),
        datetime(2027, 1, 20, 12),
        datetime(2027, 1, 20, 13),
        "Below",
    )
    statuses = cast.statuses("get", f"/c/{event.pk}/event.ics")
    assert statuses == {
        "manager": 200,
        "host": 200,
        "member": 200,
        "outsider": 200,
        "guest": 404,
        "nobody": 302,
    }
    file = cast.client("member").get(f"/c/{event.pk}/event.ics").content
    whole, moved = Calendar.from_ical(file).walk("VEVENT")
    assert b"BEGIN:VTIMEZONE" in file and b"UNTIL=20270126T" in file
    assert whole["dtstart"].dt.isoformat() == "2027-01-05T10:00:00+01:00"
    assert moved["dtstart"].dt.day == 20 and str(moved["location"]) == "Below"
    report = importing.take_in(cast.member, cast.groups["closed"], file)
    back = again(report.new[0]).event
    ours = dates.between(again(event).event, at(2027, 1, 1), at(2027, 3, 1))
    theirs = dates.between(back, at(2027, 1, 1), at(2027, 3, 1))
    assert [(o.starts_at, o.location, o.is_cancelled) for o in ours] == [
        (o.starts_at, o.location, o.is_cancelled) for o in theirs
    ]
    assert importing.take_in(cast.member, cast.groups["closed"], file).known == 1


def upload(name="x.ics", text=b""):
    return SimpleUploadedFile(name, text, "text/calendar")


def calendar_of(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""]).encode()


def vevent(uid="1", *lines) -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Something", *lines, "END:VEVENT"])


@db
@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "no events"),
        (b"\xff\xfe\x00", "calendar file that we can"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "file"),
        (calendar_of(), "no events"),
        (calendar_of(*[vevent(str(n), "DTSTART:20270105T090000Z") for n in range(301)]), "at most 300"),
        (calendar_of(vevent("1")), "doesn’t say when"),
        (calendar_of(vevent("1", "DTSTART:20270105T090000Z", "RRULE:FREQ=SECONDLY")), "can’t be kept"),
        (calendar_of(vevent("1", "DTSTART:20270105T090000Z", "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")), "never comes"),
        (calendar_of(vevent("1", "DTSTART:00010105T090000Z")), "too far away"),
        (calendar_of(vevent("1", "DTSTART:20270105T090000Z", "DTEND:20290105T090000Z")), "three months"),
        (calendar_of(vevent("1", "DTSTART:20270105T090000Z", "DTEND:20260105T090000Z")), "ends before"),
    ],
)  # fmt: skip
def test_files_that_say_too_much_or_nothing(cast, raw, why):
    began = time.process_time()
    page = cast.client("member").post(
        "/events/import/", {"group": cast.groups["open"].pk, "file": upload(text=raw)}
    )
    assert page.status_code in (200, 422)
    assert why in page.text or (not raw and page.status_code == 422)
    assert not Content.objects.filter(kind="event").exists()
    assert time.process_time() - began < 15


@db
@pytest.mark.parametrize(
    "file", sorted(CORPUS.glob("*.ics")) or [None], ids=lambda file: file.name if file else "none"
)
def test_real_files_come_in(cast, file):
    if file is None:
        pytest.skip("no calendar files of other programs here")
    try:
        report = importing.take_in(cast.member, cast.groups["open"], file.read_bytes())
    except importing.Refused:
        return
    for content in report.new:
        assert cast.client("outsider").get(content.url).status_code == 200
    assert len(report.new) + report.known + len(report.left) > 0
    assert not Happened.objects.filter(verb="content.published", content__in=report.new).exists()
