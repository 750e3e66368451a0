"""What a feed says, taken in: new entries wait, known ones don't come again, and never more than people can read."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kring.tools.sources import identity
from kring.tools.sources.looking import Feed, Found
from kring.tools.sources.models import Entry, Source

FIRST = 5
"""Entries of a new source that wait; what is older stays where it is."""
ROOM = 20
"""New entries of one fetch that wait."""
MOST_WAITING = 50
"""Of one source; the oldest give way."""
EVERY = timedelta(hours=1)
SPREAD = 360  # seconds over which sources of one moment come apart
LANGUAGES = ("nl", "en")


@transaction.atomic
def take_in(pk: int, feed: Feed) -> list[int]:
    """Returns the ids of entries that may publish themselves, oldest first: none of a first fetch, which brings what was there before."""
    source = Source.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if source is None:
        return []
    now, is_first = timezone.now(), source.fetched_at is None
    arrived = [] if feed.unchanged else _entries(source, feed, now, FIRST if is_first else ROOM)
    _read(source, feed, now)
    if is_first or source.mode != Source.Mode.SELF:
        return []
    return list(
        Entry.objects.waiting()
        .filter(pk__in=arrived)
        .order_by("published_at", "-pk")
        .values_list("pk", flat=True)
    )


def _read(source: Source, feed: Feed, now: datetime) -> None:
    told = {
        "fetched_at": now,
        "next_at": now + EVERY + spread(source.pk),
        "failing_since": None,
        "failures": 0,
        "problem": "",
    }
    if not feed.unchanged:
        told |= {"etag": feed.mark.etag, "modified": feed.mark.modified, "site": feed.site or source.site}
    Source.objects.filter(pk=source.pk).update(**told)


def spread(pk: int) -> timedelta:
    """So that not all sources are asked in one moment."""
    return timedelta(seconds=pk * 37 % SPREAD)


def _entries(source: Source, feed: Feed, now: datetime, room: int) -> list[int]:
    found = {identity.key(entry, source.key): entry for entry in reversed(feed.entries) if entry.title}
    keys = dict(reversed(found.items()))  # of two with one key the first counts
    here = Entry.objects.filter(group_id=source.group_id)
    known = set(here.filter(key__in=keys).values_list("key", flat=True))
    twins = set(
        here.filter(twin__in=filter(None, map(identity.twin, keys.values()))).values_list("twin", flat=True)
    )
    rows = _rows(source, feed, {key: entry for key, entry in keys.items() if key not in known}, twins, now)
    for row in rows[room:]:
        row.state, row.summary = Entry.State.LEFT, ""
    Entry.objects.bulk_create(
        rows, ignore_conflicts=True
    )  # another source of the group may bring the same just now
    _refresh(source, {key: keys[key] for key in known})
    here.filter(key__in=keys).update(seen_at=now)
    make_room(source)
    mine = here.filter(source=source, key__in=[row.key for row in rows[:room]])
    return list(mine.values_list("pk", flat=True))


def _rows(source: Source, feed: Feed, new: dict[str, Found], twins: set[str], now: datetime) -> list[Entry]:
    """The newest first. One without a date counts as of now; one from the future too."""
    language = feed.language if feed.language in LANGUAGES else ""
    rows = []
    for key, entry in new.items():
        twin = identity.twin(entry)
        if twin and twin in twins:
            continue
        twins.add(twin)
        rows.append(
            Entry(
                group_id=source.group_id,
                source=source,
                key=key,
                twin=twin,
                title=entry.title,
                summary=entry.summary,
                url=entry.url,
                language=language,
                published_at=min(entry.moment or now, now),
                arrived_at=now,
                seen_at=now,
            )
        )
    return sorted(rows, key=lambda row: row.published_at, reverse=True)


def _refresh(source: Source, known: dict[str, Found]) -> None:
    """While it waits, an entry says what its source says now."""
    waiting = Entry.objects.waiting().filter(group_id=source.group_id, source=source, key__in=known)
    for row in waiting:
        entry = known[row.key]
        if (row.title, row.summary, row.url) != (entry.title, entry.summary, entry.url):
            Entry.objects.waiting().filter(pk=row.pk).update(
                title=entry.title, summary=entry.summary, url=entry.url, twin=identity.twin(entry)
            )


def make_room(source: Source) -> None:
    """Fifty wait at most; older ones are remembered as left out."""
    waiting = Entry.objects.waiting().filter(source=source).newest()
    over = list(waiting.values_list("pk", flat=True)[MOST_WAITING:])
    if over:
        Entry.objects.waiting().filter(pk__in=over).update(state=Entry.State.LEFT, summary="")
