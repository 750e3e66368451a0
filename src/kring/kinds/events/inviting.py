"""Invitations by mail that calendars understand and answer (RFC 5546): a REQUEST goes out, a REPLY comes in through the letterbox."""

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

from kring.core.activity.log import record
from kring.core.content.querysets import people_who_see
from kring.core.letterbox.addresses import reply_to
from kring.core.mail import outbox
from kring.core.mail.writing import address_of
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.kinds.events import answering, dates, written
from kring.kinds.events.models import Answer, Occasion

MOST = 500
TEMPLATE = "events/mail/invitation"
SAID = {"ACCEPTED": "yes", "TENTATIVE": "maybe", "DECLINED": "no"}
AHEAD, DATES = timedelta(days=366), 30


@transaction.atomic
def invite(content, by, people) -> int:
    """Mail an invitation to those of these people who may see the event and haven't answered; the same plan goes to nobody twice.
    Returns how many letters there are."""
    may = people_who_see(content).filter(pk__in=[person.pk for person in people]).exclude(pk=by.pk)
    answered = Answer.objects.filter(content_id=content.pk).values("person_id")
    found = list(may.exclude(pk__in=answered).order_by("pk")[: MOST + 1])
    if len(found) > MOST:
        raise Refused(_("Invite five hundred people at most at once."), 400)
    letters = [
        outbox.put(
            f"event-{content.pk}-{content.plan.sequence}-{person.pk}",
            person=person,
            template=TEMPLATE,
            context={"by": by.name},
            fill="kring.kinds.events.inviting:filled",
            content=content,
            list_unsubscribe="reason:event_invited",
        )
        for person in found
    ]
    count = sum(letter is not None for letter in letters)
    if count:
        record("events.invited", actor=by, group=content.group, content=content, data={"count": count})
    return count


def filled(letter) -> dict | None:
    """The words of an invitation, and what a calendar reads; nothing once it is cancelled or over."""
    from kring.kinds.events.coming import Board

    content = (
        Occasion.objects.select_related("event", "group").filter(pk=letter.content_id).first()
    )  # seen: asked by core
    if (
        content is None
        or content.plan is None
        or content.plan.cancelled_at
        or content.plan.last_at < timezone.now()
    ):
        return None
    board = Board(dates.next_of(content.plan))
    return {
        "subject": _("Invitation: %(title)s") % {"title": content.heading},
        "title": content.heading,
        "board": board,
        "place": board.one.location,
        "answers": bool(reply_to(letter.person, content)),
        "link": settings.BASE_URL + content.url,
        "why": _("%(name)s invited you on %(platform)s.")
        % {"name": letter.context["by"], "platform": settings.CONFIG.name},
        "calendar": request(content, letter.person),
    }


def request(content, person) -> bytes:
    """A METHOD:REQUEST to this person. Its organiser is the address to which their answer goes, which is theirs alone."""
    organiser = reply_to(person, content) or address_of(settings.DEFAULT_FROM_EMAIL)
    parts = written.parts(content, full=True)
    for part in parts:
        part.add("organizer", written.address(organiser, settings.CONFIG.name))
        part.add(
            "attendee",
            written.address(
                person.email,
                person.name,
                cutype="INDIVIDUAL",
                role="REQ-PARTICIPANT",
                partstat="NEEDS-ACTION",
                rsvp="TRUE",
            ),
        )
    return written.bundle(parts, method="REQUEST")


def take(person, content, mail):
    """What their calendar answered, as their answer. Returns the event; raises Refused with what is wrong."""
    said, on = read(mail.calendar, content)
    plan = content.plan
    if not plan.signs_up_by_date:
        answering.answer(content, person, said)
    elif on is not None:
        answering.answer(content, person, said, on)
    else:
        now = timezone.now()
        coming = [
            one for one in dates.between(plan, now, now + AHEAD) if not one.is_cancelled and not one.is_closed
        ]
        for one in coming[:DATES]:
            answering.answer(content, person, said, one.on)
    return content


def read(raw: bytes, content) -> tuple[str, date | None]:
    """(answer, date) of a METHOD:REPLY to this event."""
    try:
        found = Calendar.from_ical(raw)
        parts = [part for part in found.walk("VEVENT") if str(part.get("uid", "")) == written.uid(content)]
        attendee = parts[0].get("attendee")
        attendee = attendee[0] if isinstance(attendee, list) else attendee
        said = SAID[str(attendee.params["PARTSTAT"]).upper()]
        when = parts[0].get("recurrence-id")
    except Exception:  # the parser raises whatever its insides do
        raise Refused(
            _("Your calendar’s answer couldn’t be read. Answer on the page of the event."), 400
        ) from None
    if when is None:
        return said, None
    value = when.dt
    return said, value.astimezone(content.plan.tz).date() if hasattr(
        value, "astimezone"
    ) and value.tzinfo else date(value.year, value.month, value.day)


def named(typed: str, person) -> list[Person]:
    """The people of “@anna, @bram”, as far as `person` may know of them."""
    handles = [
        word.strip().removeprefix("@")
        for word in typed.replace("\n", ",").replace(" ", ",").split(",")
        if word.strip()
    ]
    return list(Person.objects.visible_to(person).filter(handle__in=handles[:MOST], is_active=True))
