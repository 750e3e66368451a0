"""What stands in a digest: at most nine lines. First what was kept for it, then what the person missed in their groups, then a few
lines of the features; nothing that stood in one before, and nothing they have seen."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db.models import F, Q
from django.utils import timezone

from kring.core.content import stream
from kring.core.content.models import Content
from kring.core.content.readings import Reading
from kring.core.features import registry, switches
from kring.core.notify import preferences, reasons
from kring.core.notify.models import UNREAD, GroupLevel, Mute, Notification, Preference
from kring.core.notify.sight import seen_by
from kring.tools.digest.models import Issue

MOST = 9  # lines: a screen and a half of a phone
MOST_TOLD = 3
MOST_MISSED = 4
MOST_OF_A_PART = 2
NEWEST = 2  # so many of what was missed are the newest, however useful the rest
LOOK_AT = 80
LONGEST_AGO = timedelta(days=14)


def choose(person, day: date) -> Issue | None:
    """The issue of this day, not in any table yet; None where there is nothing to say."""
    since, before = _since(person), _names_before(person)
    told = _told(person, since)
    about = {row.content_id for row in told}
    missed = _missed(person, since, {name for name in before if name[0] == "c"} | {f"c{id}" for id in about})
    shown_told, shown_missed = told[:MOST_TOLD], missed[:MOST_MISSED]
    names = [f"c{row.content_id}" for row in shown_told if row.content_id] + [f"c{id}" for id in shown_missed]
    parts = _parts(person, since, before | set(names), MOST - len(shown_told) - len(shown_missed))
    if not (shown_told or shown_missed or parts):
        return None
    names += [name_of(line) for part in parts for line in part["lines"]]
    return Issue(
        person=person,
        day=day,
        told=[row.pk for row in shown_told],
        missed=shown_missed,
        parts=parts,
        names=names,
        more=len(told) + len(missed) - len(shown_told) - len(shown_missed),
    )


def name_of(line: dict) -> str:
    """By what a line is known when it comes again."""
    return f"c{line['content_id']}" if line["content_id"] else f"{line['url']} {line['title']}"


def _since(person) -> datetime:
    """Since the last digest; at first, since a working day or a week ago. A holiday isn't caught up for months."""
    now = timezone.now()
    last = (
        Issue.objects.filter(person=person).order_by("-created_at").values_list("created_at", flat=True)[:1]
    )
    weekly = preferences.of(person).digest == Preference.Digest.WEEKLY
    at_first = now - timedelta(days=7 if weekly else 3)
    return max(next(iter(last), at_first), now - LONGEST_AGO)


def _names_before(person) -> set[str]:
    issues = Issue.objects.filter(person=person).order_by("-created_at")
    return {name for names in issues.values_list("names", flat=True)[:60] for name in names}


def _told(person, since: datetime) -> list[Notification]:
    """Unread notifications that were kept for the digest, and that it hasn't told of as they are now; what is meant for the
    person comes first."""
    new = Q(digested_at=None) | Q(digested_at__lt=F("last_at"))
    kept = Notification.objects.filter(UNREAD, new, seen_by(person), person=person, hidden__in=("", "choice"))
    rows = list(
        kept.exclude(held="").filter(last_at__gt=timezone.now() - LONGEST_AGO).order_by("-last_at")[:LOOK_AT]
    )
    return sorted(rows, key=lambda row: reasons.strength(reasons.get(row.reason)), reverse=True)


def _missed(person, since: datetime, before: set[str]) -> list[int]:
    """Contents of the person's groups that they haven't opened: the newest few and the most useful, these first."""
    silent = set(
        GroupLevel.objects.filter(person=person, level=GroupLevel.Level.NOTHING).values_list(
            "group_id", flat=True
        )
    )
    rows = [
        row
        for row in stream.home(person, size=LOOK_AT).rows
        if row.published_at > since and row.group_id not in silent and f"c{row.id}" not in before
    ]
    ids = [row.id for row in rows]
    opened = set(
        Reading.objects.filter(person=person, content_id__in=ids).values_list("content_id", flat=True)
    )
    muted = set(Mute.objects.filter(person=person, content_id__in=ids).values_list("content_id", flat=True))
    theirs = Content.objects.visible_to(person).filter(pk__in=ids).exclude(author=person)
    left = set(theirs.values_list("pk", flat=True)) - opened - muted
    rows = [row for row in rows if row.id in left]
    newest = {row.id for row in rows[:NEWEST]}
    useful = sorted(rows, key=usefulness, reverse=True)
    first = [row for row in useful if row.id not in newest][: MOST_MISSED - len(newest)]
    shown = [row.id for row in useful if row.id in newest or row in first]
    return shown + [row.id for row in rows if row.id not in shown]


def usefulness(row) -> tuple:
    """A comment costs more than a reaction, so it says more."""
    return (2 * row.comment_count + row.reaction_count, row.published_at)


def _parts(person, since: datetime, before: set[str], room: int) -> list[dict]:
    found = []
    for feature, part in registry.declared("digest_parts"):
        if room <= 0 or not switches.is_on(feature.slug):
            continue
        lines = [asdict(line) for line in registry.load(part.lines)(person, since)]
        lines = [line for line in lines if name_of(line) not in before][: min(MOST_OF_A_PART, room)]
        if lines:
            found.append({"part": part.lines, "lines": lines})
            before |= {name_of(line) for line in lines}
            room -= len(lines)
    return found
