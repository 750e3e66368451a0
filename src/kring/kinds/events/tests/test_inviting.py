"""Invitations by mail, and what calendars answer."""

import pytest
from icalendar import Calendar

from kring.core.letterbox.addresses import reply_to
from kring.core.letterbox.tests.post import arrive
from kring.core.mail.models import Letter
from kring.core.mail.writing import message, written
from kring.kinds.events import inviting, verbs
from kring.kinds.events.models import Answer
from kring.kinds.events.tests.making import again, hold

pytestmark = pytest.mark.django_db
REPLY = """From: {name} <{mail}>
To: {to}
Sender: Calendar <calendar-notification@example.com>
Subject: Accepted: Lunch
Message-ID: <{id}@mail.example>
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

{name} has accepted this invitation.
--b
Content-Type: text/calendar; charset=utf-8; method=REPLY

{calendar}
--b--
"""


@pytest.fixture
def door(settings, tmp_path):
    import dataclasses

    settings.CONFIG = dataclasses.replace(
        settings.CONFIG, mail_in="lmtp://127.0.0.1:24", mail_domain="reply.kring.test"
    )


def reply(person, content, said: str, number=1, sender=None, uid=""):
    """What a calendar program makes of an invitation."""
    invitation = Calendar.from_ical(inviting.request(content, person))
    asked = invitation.walk("VEVENT")[0]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT", f"UID:{uid or asked['uid']}", "DTSTAMP:20260101T000000Z",
             f"ATTENDEE;PARTSTAT={said}:mailto:{person.email}", "END:VEVENT", "END:VCALENDAR"]  # fmt: skip
    to = str(asked["organizer"]).removeprefix("mailto:")
    raw = REPLY.format(
        name=person.name, mail=sender or person.email, to=to, id=number, calendar="\n".join(lines)
    )
    return arrive(raw.encode(), to)


def test_an_invitation_is_a_mail_that_calendars_know(cast, door):
    event = hold(cast, "closed", location="The attic")
    asked = {"handles": "@member, @outsider, nobody.at.all"}
    statuses = cast.statuses("post", f"/c/{event.pk}/invite/", asked, who=("member", "outsider", "guest"))
    assert statuses == {"member": 403, "outsider": 404, "guest": 404}
    assert cast.client("host").post(f"/c/{event.pk}/invite/", asked).status_code == 302
    cast.client("host").post(f"/c/{event.pk}/invite/", asked)
    letter = Letter.objects.get(template=inviting.TEMPLATE)  # once, and not to who may not see it
    assert letter.person == cast.member
    mail = message(letter, written(letter)).message()
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    found = Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")[0]
    assert str(found["organizer"]).removeprefix("mailto:") == reply_to(cast.member, event)
    assert found["attendee"].params["RSVP"] == "TRUE"
    assert cast.client("host").post(f"/c/{event.pk}/invite/", {"handles": "nobody.at.all"}).status_code == 422
    verbs.cancel(event, cast.host)
    assert written(letter) is None


def test_what_a_calendar_answers_is_their_answer(cast, door):
    event = hold(cast)
    for number, (said, wanted) in enumerate(
        (("ACCEPTED", "yes"), ("TENTATIVE", "maybe"), ("DECLINED", "no"))
    ):
        row = reply(cast.member, event, said, number)
        assert (row.state, row.content_id) == ("taken", event.pk)
        assert Answer.objects.get(person=cast.member).answer == wanted
    assert event.comments.count() == 0


def test_an_answer_counts_only_from_who_was_asked(cast, door):
    event = hold(cast, "closed")
    assert reply(cast.member, event, "ACCEPTED", sender=cast.outsider.email).state != "taken"
    assert reply(cast.member, event, "NONSENSE", number=2).state == "refused"
    assert reply(cast.member, event, "ACCEPTED", number=3, uid="another").state == "refused"
    verbs.cancel(event, cast.host)
    assert reply(cast.member, again(event), "ACCEPTED", number=4).state == "refused"
    assert not Answer.objects.exists()


def test_accepting_a_series_is_coming_to_its_dates(cast, door):
    event = hold(cast, rule="FREQ=WEEKLY;COUNT=3")
    reply(cast.member, event, "ACCEPTED")
    assert Answer.objects.filter(person=cast.member, answer="yes").count() == 3
