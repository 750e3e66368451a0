"""Putting a newsletter together. Who may is checked by `access.py`; what has gone out can't be changed."""

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.models import Content
from kring.core.content.text import CONTROL
from kring.core.refused import Refused
from kring.tools.newsletter.models import Newsletter, Part, State, hosted_by

MOST_PARTS = 40


def start(person, *, subject: str, groups, intro: str = "", token=None) -> Newsletter:
    """A draft for these groups, all of which `person` must look after. The same `token` twice is one draft."""
    if token and (same := Newsletter.objects.filter(by=person, token=token).first()):
        return same
    with transaction.atomic():
        _check(person, groups)
        made = Newsletter.objects.create(subject=subject, intro=intro, by=person, token=token)
        made.groups.set(groups)
    return made


@transaction.atomic
def edit(newsletter: Newsletter, person, *, subject: str, intro: str, groups) -> None:
    draft(newsletter)
    _check(person, groups)
    newsletter.subject, newsletter.intro = subject, intro
    newsletter.save(update_fields=["subject", "intro"])
    newsletter.groups.set(groups)


def _check(person, groups) -> None:
    if not groups:
        raise Refused(_("Choose at least one group to send it to."), 400)
    if hosted_by(person).filter(pk__in=[group.pk for group in groups]).count() != len(groups):
        raise Refused(_("You can send a newsletter only to groups that you host."))


@transaction.atomic
def add_item(newsletter: Newsletter, person, content_id: int) -> Part:
    """At the end; an item that is in it already stays where it is."""
    draft(newsletter)
    content = Content.objects.visible_to(person).filter(pk=content_id, state="published").first()
    if content is None:
        raise Refused(_("That isn't there any more."), 404)
    part, _new = Part.objects.get_or_create(
        newsletter=newsletter, content=content, defaults={"position": _end(newsletter)}
    )
    return part


@transaction.atomic
def add_heading(newsletter: Newsletter, heading: str) -> Part:
    draft(newsletter)
    heading = _line(heading)[:120]
    if not heading:
        raise Refused(_("Write the heading first."), 400)
    return Part.objects.create(newsletter=newsletter, heading=heading, position=_end(newsletter))


def _line(words: str) -> str:
    """On one line, without what no keyboard types."""
    return " ".join(CONTROL.sub(" ", words).split())


def _end(newsletter: Newsletter) -> int:
    if newsletter.parts.count() >= MOST_PARTS:
        raise Refused(_("That is as much as anybody reads: take something out first."), 400)
    last = newsletter.parts.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def write(newsletter: Newsletter, part: Part, words: str) -> None:
    """The words of a heading, or what is said about an item in its place."""
    draft(newsletter)
    words = _line(words)
    if part.content_id:
        Part.objects.filter(pk=part.pk).update(words=words[:400])
    elif words:
        Part.objects.filter(pk=part.pk).update(heading=words[:120])


def remove(newsletter: Newsletter, part: Part) -> None:
    draft(newsletter)
    part.delete()


@transaction.atomic
def order(newsletter: Newsletter, ids: list[int]) -> None:
    """In this order; parts that aren't named (another writer just added them) come after these, as they stood."""
    draft(newsletter)
    place = {id: number for number, id in enumerate(ids)}
    parts = sorted(newsletter.parts.all(), key=lambda part: (place.get(part.pk, len(ids)), part.position))
    for number, part in enumerate(parts):
        part.position = number
    Part.objects.bulk_update(parts, ["position"])


def move(newsletter: Newsletter, part: Part, by: int) -> None:
    """One place up (-1) or down (1)."""
    ids = list(newsletter.parts.values_list("pk", flat=True))
    here = ids.index(part.pk)
    there = min(max(here + by, 0), len(ids) - 1)
    ids.insert(there, ids.pop(here))
    order(newsletter, ids)


@transaction.atomic
def schedule(newsletter: Newsletter, person, at) -> None:
    """Send it at that moment."""
    locked = ready(newsletter)
    if at <= timezone.now():
        raise Refused(_("Choose a moment in the future."), 400)
    Newsletter.objects.filter(pk=locked.pk).update(state=State.SCHEDULED, send_at=at, by=person)
    record("newsletter.scheduled", actor=person, group=_group(locked), data={"newsletter": locked.pk})


def unschedule(newsletter: Newsletter) -> None:
    Newsletter.objects.filter(pk=newsletter.pk, state=State.SCHEDULED).update(state=State.DRAFT, send_at=None)


@transaction.atomic
def throw_away(newsletter: Newsletter) -> None:
    draft(newsletter)
    newsletter.delete()


def draft(newsletter: Newsletter) -> Newsletter:
    """The row, locked, if it still can be changed."""
    found = Newsletter.objects.select_for_update().filter(pk=newsletter.pk).first()
    if found is None or not found.is_draft:
        raise Refused(_("This newsletter has gone out: it can't be changed any more."), 409)
    return found


def ready(newsletter: Newsletter) -> Newsletter:
    """The row, locked, if there is something to send."""
    found = draft(newsletter)
    if not found.intro and not found.parts.filter(content__isnull=False).exists():
        raise Refused(_("There is nothing in it yet: choose an item, or write an introduction."), 400)
    return found


def _group(newsletter: Newsletter):
    from kring.tools.newsletter.audience import sender

    return sender(newsletter)


@transaction.atomic
def opened(newsletter: Newsletter, content_id: int) -> None:
    """Somebody came from the newsletter to this item."""
    from kring.tools.newsletter.models import Opened

    row, _new = Opened.objects.get_or_create(newsletter=newsletter, content_id=content_id)
    Opened.objects.filter(pk=row.pk).update(count=F("count") + 1)
