"""What is to become of a message: read, then judged rule by rule. Nothing is written here but the sender's files."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from kring.core.content.text import from_text
from kring.core.letterbox import automatic, bounces, calendars, parsing, verifying
from kring.core.letterbox.bodies import words
from kring.core.letterbox.enclosures import enclosures, keep
from kring.core.letterbox.models import Incoming
from kring.core.letterbox.parsing import Unreadable
from kring.core.letterbox.targets import Target, answered_letter, target_of
from kring.core.letterbox.written import Written
from kring.core.people.models import Person
from kring.core.refused import Refused

State = Incoming.State
A_DAY, AN_HOUR = 200, 40
"""Messages of one person that are looked at."""


@dataclass(frozen=True)
class Outcome:
    """`make()` posts, within the caller's transaction, and returns what it made (or an Outcome that says why it can't);
    `words` are the sender's own (Markdown), to be given back; `told` completes the answer; `page` is where they can go on.
    `is_theirs`: the person did send it, as far as we know."""

    state: str
    reason: str = ""
    detail: str = ""
    sender: str = ""
    person: object = None
    told: list[str] = field(default_factory=list)
    words: str = ""
    page: str = ""
    make: Callable | None = None
    is_theirs: bool = False


def ignored(reason: str, detail: str = "", **rest) -> Outcome:
    return Outcome(State.IGNORED, reason, detail, **rest)


def refused(reason: str, detail: str = "", **rest) -> Outcome:
    return Outcome(State.REFUSED, reason, detail, **rest)


def decide(row: Incoming, raw: bytes) -> Outcome:
    """What becomes of this message."""
    try:
        message = parsing.parse(raw)
    except Unreadable as error:
        return by_head(row, raw, "unreadable", str(error))
    return _judged(row, message)


def by_head(row: Incoming, raw: bytes, reason: str, detail: str = "") -> Outcome:
    """What becomes of a message that can't be taken: refused for this `reason`, if its head says that somebody may be told."""
    return _judged(row, parsing.head(raw), refused(reason, detail))


def _judged(row: Incoming, message, otherwise: Outcome | None = None) -> Outcome:
    told_from = None if row.envelope_from == "?" else row.envelope_from
    target, sender = target_of(row.target) or answered_letter(message), verifying.sender(message)
    if failed := bounces.read(message):
        return ignored("bounce", failed.words, sender=sender, make=failed.report)
    if target is None:
        return ignored("unknown", sender=sender)
    if automatic.is_loop(message, sender):
        return ignored("loop", sender=sender)
    if target.is_reply and (answer := calendars.reply(message)):
        target = replace(target, calendar=answer)  # a program wrote it, for a person who pressed a button
    elif sign := automatic.sign(message, sender, told_from, reply=target.is_reply):
        return ignored("automatic", sign, sender=sender)
    if not sender:
        return ignored("nobody", parsing.header(message, "From")[:200])
    verdict = verifying.verdict(message)
    if verdict == "fail":
        return ignored("forged", sender=sender)
    return replace(_of_somebody(row, message, target, sender, verdict == "pass", otherwise), sender=sender)


def _of_somebody(
    row: Incoming, message, target: Target, sender: str, proven: bool, otherwise: Outcome | None
) -> Outcome:
    person = Person.objects.filter(email__iexact=sender).first()
    if person is None:
        return _of_stranger(target)
    if not person.is_active:
        return ignored("ended", person=person)
    is_theirs = target.reply.person_id == person.pk if target.reply else proven
    if _writes_often(person, row, target.is_reply or proven):
        return refused("often", person=person, page=target.page(person), is_theirs=is_theirs)
    if target.reply and not is_theirs:
        return refused("other", person=person, page=target.page(person))
    if otherwise:
        return replace(otherwise, person=person, page=target.page(person), is_theirs=is_theirs)
    with translation.override(person.language or settings.LANGUAGE_CODE):
        found = _of_person(row, message, target, person, proven)
    return replace(found, person=person, is_theirs=is_theirs)


def _of_stranger(target: Target) -> Outcome:
    """An answer that came from an unknown address is most likely the person's own, from home: they are told at the address
    that we know. The stranger hears nothing, and their words go to nobody."""
    owner = Person.objects.active().filter(pk=target.reply.person_id).first() if target.reply else None
    return refused("other", person=owner, page=target.page(owner)) if owner else ignored("stranger")


def _of_person(row: Incoming, message, target: Target, person, proven: bool) -> Outcome:
    found = words(message, target.is_reply)
    own = found.markdown
    if target.reply and target.reply.is_late:
        return refused("late", words=own, page=target.page(person))
    try:
        about = target.find(person)
    except Refused as refusal:
        return refused("forbidden", str(refusal), told=[str(refusal)], words=own, page=target.page(person))
    if about is None:
        return refused("gone", words=own)
    brought = enclosures(message, found.shown)
    page, is_theirs = target.page(person), proven or target.is_reply
    if target.calendar:
        return _of_calendar(row, target, person)
    left_out = "" if is_theirs else _left_out(len(brought))
    html = target.html(own, 0 if left_out else len(brought), person) + from_text(left_out)
    if not html:
        return refused("empty", page=page)
    if len(own) > target.longest:
        return refused("long", words=own[:5000] + " …", page=page)
    files, lost = keep(person, brought) if is_theirs else ([], [left_out] if left_out else [])
    written = Written(
        target.title(parsing.header(message, "Subject")),
        html,
        uuid5(NAMESPACE_URL, f"{settings.INSTALLATION}:{row.message_id}:{row.target}"),
        files,
        target.reply.comment_id if target.reply else 0,
        is_theirs,
    )

    def make():
        with translation.override(person.language or settings.LANGUAGE_CODE):
            return _posted(
                target,
                person,
                written,
                refused("gone", words=own, person=person, sender=person.email, is_theirs=is_theirs),
            )

    reason = "files" if lost else ""
    if not written.proven:
        reason, page = "unproven", reverse("drafts")
    return Outcome(State.TAKEN, reason, str(len(lost) or ""), told=lost, page=page, make=make)


def _of_calendar(row: Incoming, target: Target, person) -> Outcome:
    """What somebody pressed in their calendar."""
    token = uuid5(NAMESPACE_URL, f"{settings.INSTALLATION}:{row.message_id}:{row.target}")
    written = Written("", "", token, calendar=target.calendar)
    otherwise = refused("gone", person=person, sender=person.email, is_theirs=True)

    def make():
        with translation.override(person.language or settings.LANGUAGE_CODE):
            return _posted(target, person, written, otherwise)

    return Outcome(State.TAKEN, page=target.page(person), make=make)


def _left_out(files: int) -> str:
    """What somebody may have sent in another's name takes no room among that person's files."""
    said = ngettext(
        "One file was left out, since nothing proves who sent this mail.",
        "%(num)s files were left out, since nothing proves who sent this mail.",
        files,
    )
    return said % {"num": files} if files else ""


def _posted(target: Target, person, written: Written, otherwise: Outcome):
    """What was posted; asked once more, in the transaction that posts: much can happen while a picture is made."""
    try:
        about = target.find(person)
        return target.take(person, about, written) if about else otherwise
    except Refused as refusal:
        return replace(
            otherwise, reason="forbidden", detail=str(refusal), told=[str(refusal)], page=target.page(person)
        )


def _writes_often(person, row: Incoming, is_theirs: bool) -> bool:
    """What somebody else may have sent in their name, to the address of a group, counts against what is theirs in no way."""
    now = timezone.now()
    earlier = Incoming.objects.filter(person=person).exclude(pk=row.pk).exclude(state=State.IGNORED)
    if is_theirs:
        earlier = earlier.exclude(comment=None, content=None).exclude(reason="unproven")
    return (
        earlier.filter(created_at__gt=now - timedelta(hours=1)).count() >= AN_HOUR
        or earlier.filter(created_at__gt=now - timedelta(days=1)).count() >= A_DAY
    )
