"""Who is here now: who has a line and lets it be seen. Told to the pages that show their face, all changes of some seconds
in one message a line; so a morning on which everybody comes costs each line a few lines of text, and no request.

Where there may be several live servers, each says every half minute whom it has.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections import defaultdict

import structlog
from django.conf import settings

from kring.core.live.bus import Message, bus
from kring.core.live.line import Line
from kring.core.live.messages import fleeting
from kring.core.live.switchboard import Switchboard

TURN_SECONDS = 4
STAYS = 40  # seconds after the last line has gone: on the way to another page one is still here
SAID_EVERY, SAID_FOR = 30, 75


class Here:
    def __init__(self, lines: Switchboard):
        self.lines = lines
        self.name = uuid.uuid4().hex
        self.told: set[int] = set()
        self.seen: dict[int, float] = {}
        self.elsewhere: dict[str, tuple[float, set[int]]] = {}
        self.said = 0.0

    def greeting(self, line: Line) -> bytes:
        came = [person for person in line.people if person in self.told and person != line.person]
        return fleeting({"type": "here", "all": True, "came": came, "went": []}) if line.people else b""

    async def keep_telling(self, ask) -> None:
        while True:
            try:
                await self._tell(self.now(time.monotonic()))
                if (settings.CONFIG.redis_url or settings.CONFIG.database_url) and self._is_time():
                    await ask(bus().publish, self._ours())
            except Exception:
                structlog.get_logger("kring.live").exception("who is here can't be told")
            await asyncio.sleep(TURN_SECONDS)

    def _ours(self) -> Message:
        people = [person for person in self.lines.by_person if self._is_shown(person)]
        return {"type": "here", "server": self.name, "people": people, "fleeting": True}

    async def heard(self, message: Message) -> None:
        if message["server"] != self.name:
            self.elsewhere[message["server"]] = (time.monotonic(), set(message["people"]))

    def now(self, moment: float) -> set[int]:
        for person in self.lines.by_person:
            if self._is_shown(person):
                self.seen[person] = moment
            else:
                self.seen.pop(person, None)
        self.seen = {person: at for person, at in self.seen.items() if moment - at < STAYS}
        self.elsewhere = {name: one for name, one in self.elsewhere.items() if moment - one[0] < SAID_FOR}
        return set(self.seen).union(*(people for _, people in self.elsewhere.values()))

    async def _tell(self, now: set[int]) -> None:
        changes: dict[Line, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for side, people in enumerate((now - self.told, self.told - now)):
            for person in people:
                for line in self.lines.facing(person):
                    if self.lines.person_of[line] != person:
                        changes[line][side].append(person)
        self.told = now
        for number, (line, (came, went)) in enumerate(changes.items()):
            line.tell(fleeting({"type": "here", "came": came, "went": went}))
            if number % 500 == 499:
                await asyncio.sleep(0)

    def _is_shown(self, person: int) -> bool:
        return all(line.holder is None or line.holder.shown for line in self.lines.by_person[person])

    def _is_time(self) -> bool:
        if time.monotonic() - self.said < SAID_EVERY:
            return False
        self.said = time.monotonic()
        return True
