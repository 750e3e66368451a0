"""Coming in: many at a time, because after a restart everybody comes at once. Whoever comes is told what they missed."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from kring.core.live import audience, signed_in
from kring.core.live.bus import KEEP_SECONDS, bus
from kring.core.live.line import Line
from kring.core.live.messages import chunk, fleeting

AT_ONCE = 250
MOST_PER_PERSON = 12
log = structlog.get_logger("kring.live")


@dataclass(slots=True)
class Wanted:
    """What a browser asked for: its last message, how many seconds ago its page was made, and how it is answered."""

    last: str
    ago: float
    accepted: bytes
    refused: Callable[[], None]


class Door:
    def __init__(self, hub):
        self.hub = hub
        self.waiting: list[Line] = []
        self.opening: asyncio.Task | None = None

    def knock(self, line: Line) -> None:
        self.waiting.append(line)
        if self.opening is None:
            self.opening = asyncio.create_task(self._open())

    async def _open(self) -> None:
        try:
            while self.waiting:
                some, self.waiting = self.waiting[:AT_ONCE], self.waiting[AT_ONCE:]
                try:
                    await self._let_in(some)
                except Exception:
                    log.exception("who comes in can't be asked who they are")
                    for line in some:
                        line.end()
        finally:
            self.opening = None

    async def _let_in(self, lines: list[Line]) -> None:
        hub = self.hub
        held = await hub.ask(signed_in.holders, {line.session for line in lines})
        came = []
        for line in lines:
            line.holder = held.get(line.session)
            if line.holder is None or hub.closed:
                line.wanted.refused()
            elif line.is_open():
                came.append(line)
        if guests := [line for line in came if line.holder.guest and line.people]:
            await hub.ask(_known_people, guests)
        if not came:
            return
        await hub.begin()
        came = [line for line in came if line.is_open()]  # nothing is waited for between this and joining
        for line in came:
            line.tell(line.wanted.accepted + b"retry: %d\n\n" % random.randint(2000, 6000))  # noqa: S311
            line.sent = set()
            hub.join(line, MOST_PER_PERSON)
        at = hub.position
        missed = await hub.ask(_missed, came, at)
        for line in came:
            for id, data in missed[line]:
                if line.sent is not None and id not in line.sent:
                    line.sent.add(id)
                    line.tell(data)
            line.tell(hello(at) + hub.here.greeting(line))
            line.wanted = None


def hello(at: str) -> bytes:
    """From here on everything is told."""
    return b"id: %s\n" % at.encode() + fleeting({"type": "hello", "at": at})


def _missed(lines: list[Line], at: str) -> dict[Line, list[tuple[str, bytes]]]:
    """Each line's own messages since it was told last, until now; "catch-up" where they are too many or too old."""
    began = {}
    for line in lines:
        began.setdefault(_start(line.wanted, at), []).append(line)
    found: dict[Line, list[tuple[str, bytes]]] = {line: [] for line in lines}
    for start, those in began.items():
        messages = bus().since(start) if start else None
        if messages is None:
            for line in those:
                found[line].append((at, fleeting({"type": "catch-up"})))
            messages = bus().since(at) or []
        for id, message in messages:
            if message.get("fleeting") or "people" in message:
                continue
            asking = [line for line in those if concerns(line, message)]
            if not asking:
                continue
            told = audience.told(message)
            may = told.receivers({line.person for line in asking})
            for line in asking:
                if line.person in may:
                    found[line].append((id, chunk(id, told, line.person)))
    return found


def _start(wanted: Wanted, at: str) -> str:
    """The id after which this line is told; "" where that isn't kept."""
    starts = [at]
    if wanted.last:
        starts.append(wanted.last)
    if wanted.ago > KEEP_SECONDS:
        return ""
    if wanted.ago:
        starts.append(bus().ago(wanted.ago))
    return min(starts, key=in_order)


def in_order(id: str) -> tuple[int, int]:
    """Ids are numbers, or two with a dash between them (Redis)."""
    one, _, other = id.partition("-")
    return (int(one) if one.isdecimal() else 0, int(other) if other.isdecimal() else 0)


def concerns(line: Line, message) -> bool:
    """Is this a message for a page like that, apart from who may be told?"""
    if "among" in message:
        return line.person in message["among"]
    if "person" in message:
        return line.person == message["person"]
    return message.get("to") == "stream" or message.get("content") in line.items


def _known_people(guests: list[Line]) -> None:
    """A guest sees only people of their own groups, so only those are here for them."""
    from kring.core.people.models import Person

    for line in guests:
        seen = Person.objects.visible_to(Person.objects.get(pk=line.person))
        line.people = tuple(seen.filter(pk__in=line.people).values_list("pk", flat=True))
