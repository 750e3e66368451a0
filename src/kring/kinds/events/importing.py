"""Events from a calendar file of another program. What came in before is not doubled; nobody is told of what comes in."""

from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar

from kring.core.activity.log import record
from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.content.text import from_text
from kring.core.refused import Refused
from kring.kinds.events import reading, verbs
from kring.kinds.events.models import Details

LARGEST, MOST = 1024 * 1024, 300
SHOWN = 50


@dataclass
class Report:
    """What became of the file: how many are new, were here already, and which couldn't be taken, each with a reason."""

    new: list[Content] = field(default_factory=list)
    known: int = 0
    left: list[tuple[str, str]] = field(default_factory=list)

    def leave(self, title: str, why: str) -> None:
        self.left.append((title or "?", why))


def take_in(person, group, raw: bytes) -> Report:
    """Post the events of the file in the group, by this person."""
    posting.check_post(person, group, "event")
    found = parsed(raw)
    if len(found) > MOST:
        raise Refused(_("There are %(num)s events in this file, and at most %(most)s come in at once. Export a shorter time.") % {
            "num": len(found), "most": MOST}, 400)  # fmt: skip
    report, series = Report(), reading.grouped(found)
    known = set(
        Details.objects.filter(content__group=group, uid__in=list(series)).values_list("uid", flat=True)
    )
    for uid, parts in series.items():
        if uid in known:
            report.known += 1
            continue
        title = reading.words(parts[0], "summary")
        try:
            plan = reading.plan(parts, person.time_zone or settings.TIME_ZONE)
            report.new.append(_post(person, group, parts[0], title, {**plan, "uid": uid[:250]}))
        except Refused as refusal:
            report.leave(title, str(refusal))
    return report


def parsed(raw: bytes) -> list:
    """The events of a file; raises Refused where it is none."""
    try:
        calendars = Calendar.from_ical(raw, multiple=True)
        found = [part for one in calendars for part in one.walk("VEVENT")]
    except Exception:  # the parser raises whatever its insides do
        raise Refused(_("This is no calendar file that we can read."), 400) from None
    if not found:
        raise Refused(_("There are no events in this file."), 400)
    return found


@transaction.atomic
def _post(person, group, part, title: str, plan: dict) -> Content:
    """Published without telling anybody: it was planned elsewhere."""
    token = uuid5(NAMESPACE_URL, f"{settings.INSTALLATION}:{group.pk}:{person.pk}:{plan['uid']}")
    body = from_text(reading.words(part, "description", 20_000))
    title = title[:250] or _("Without a title")
    content = posting.post(person, group, "event", title=title, body=body, publish=False, token=token)
    verbs.plan(content, person, **plan)
    now = timezone.now()
    at = min(now, reading.moment(part, "created") or now, plan["starts_at"])
    Content.objects.filter(pk=content.pk, state=State.DRAFT).update(state=State.PUBLISHED, published_at=at)
    content.refresh_from_db()
    record("events.brought_in", actor=person, group=group, content=content)
    return content
