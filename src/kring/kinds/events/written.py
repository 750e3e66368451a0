"""Events as iCalendar (RFC 5545): for feeds, for one event, and for invitations (RFC 5546)."""

from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, vCalAddress, vRecur, vText
from icalendar import Event as VEvent

from kring.core.content import text
from kring.kinds.events import dates
from kring.kinds.events import rule as rules
from kring.kinds.events.models import Details

DAY = timedelta(days=1)
PARTSTAT = {"yes": "ACCEPTED", "maybe": "TENTATIVE", "no": "DECLINED", "": "NEEDS-ACTION"}


def calendar(name: str, contents, said: dict[int, str] | None = None, full: bool = True) -> bytes:
    """A calendar with these events (their plans have been fetched). `said`: what its reader answered, by content. Without
    `full` the words of the events, which their lists haven't read, stay away."""
    found = _begun()
    if name:
        found.add("x-wr-calname", name)
        found.add("name", name)
        found.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for content in contents:
        for part in parts(content, full, (said or {}).get(content.pk, "")):
            found.add_component(part)
    found.add_missing_timezones()
    return found.to_ical()


def bundle(parts: list[VEvent], method: str) -> bytes:
    """These parts of one event, as a message of one calendar to another."""
    found = _begun(method)
    for part in parts:
        found.add_component(part)
    found.add_missing_timezones()
    return found.to_ical()


def _begun(method: str = "") -> Calendar:
    found = Calendar()
    found.add("prodid", "-//Kring//Events//EN")
    found.add("version", "2.0")
    if method:
        found.add("method", method)
    return found


def parts(content, full: bool, said: str = "") -> list[VEvent]:
    """The event, and its dates that are otherwise."""
    plan = content.event
    whole = _event(content, plan, full, said)
    first, ends = dates.local(plan)
    _when(whole, plan, first, ends)
    if not plan.rule:
        return [whole]
    whole.add("rrule", vRecur.from_ical(_rule(plan, first)))
    found = [whole]
    for on, change in sorted(plan.changes.items()):
        begins = datetime.combine(date.fromisoformat(on), first.time())
        if not dates.is_date(plan, begins.date()):
            continue
        if change.get("cancelled"):
            whole.add("exdate", _value(plan, begins), parameters=_parameters(plan))
        else:
            one = _event(content, plan, full, said)
            one.add("recurrence-id", _value(plan, begins), parameters=_parameters(plan))
            _when(one, plan, datetime.fromisoformat(change["starts"]), datetime.fromisoformat(change["ends"]))
            one["location"] = vText(change.get("location", plan.location))
            found.append(one)
    return found


def uid(content) -> str:
    """The name by which calendars know it; what was brought in keeps its own."""
    return (
        content.event.uid
        or f"event-{content.pk}@{settings.INSTALLATION}.{urlsplit(settings.BASE_URL).hostname or 'localhost'}"
    )


def _event(content, plan: Details, full: bool, said: str) -> VEvent:
    found = VEvent()
    found.add("uid", uid(content))
    found.add("dtstamp", timezone.now())
    found.add("sequence", plan.sequence)
    found.add("summary", content.heading)
    url = settings.BASE_URL + content.url
    found.add("url", url)
    words = [text.plain(content.body)] if full and content.body else []
    if plan.online_url:
        words.append(plan.online_url)
    found.add("description", "\n\n".join([*words, url]))
    if plan.location:
        found.add("location", plan.location)
    found.add("status", "CANCELLED" if plan.cancelled_at else "TENTATIVE" if said == "maybe" else "CONFIRMED")
    return found


def _when(found: VEvent, plan: Details, starts: datetime, ends: datetime) -> None:
    found.add("dtstart", _value(plan, starts))
    found.add("dtend", _value(plan, max(ends, starts + DAY) if plan.whole_day else ends))


def _value(plan: Details, clock: datetime):
    return clock.date() if plan.whole_day else clock.replace(tzinfo=plan.tz)


def _parameters(plan: Details) -> dict:
    return {"VALUE": "DATE"} if plan.whole_day else {}


def _rule(plan: Details, first: datetime) -> str:
    """With UNTIL as RFC 5545 wants it beside a moment with a zone: in UTC."""
    parts = rules.read(plan.rule)
    if "UNTIL" in parts and not plan.whole_day:
        last = datetime.combine(rules.day_of(parts["UNTIL"]), max(first.time(), time(23, 59, 59)))
        parts["UNTIL"] = dates.real(last, plan).strftime("%Y%m%dT%H%M%SZ")
    return rules.written(parts)


def address(mail: str, name: str = "", **parameters: str) -> vCalAddress:
    """Somebody in a calendar."""
    found = vCalAddress(f"mailto:{mail}")
    if name:
        found.params["CN"] = vText(name)
    for key, value in parameters.items():
        found.params[key.upper()] = vText(value)
    return found
