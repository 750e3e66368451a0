"""All open lines of one live server, and the loops that serve them: follow the bus, look whether sessions hold, beat."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import structlog
from django.db import close_old_connections

from kring.core.live import audience, signed_in
from kring.core.live.bus import Message, bus
from kring.core.live.door import Door
from kring.core.live.here import Here
from kring.core.live.line import Line
from kring.core.live.messages import chunk, fleeting
from kring.core.live.switchboard import Switchboard

BEAT_SECONDS = 20
CHECK_SECONDS = 1
AT_ONCE = 500  # lines that are asked about, and told, before others get a turn
ASKED_A_SECOND = (
    300  # pages that fetch what they are told of; of thousands each waits some seconds of its own
)
BEAT = b": still here\n\n"
log = structlog.get_logger("kring.live")


class Hub:
    def __init__(self):
        self.lines = Switchboard()
        self.door = Door(self)
        self.here = Here(self.lines)
        self.loops: list[asyncio.Task] = []
        self.position = ""
        self.closed = False
        self.beginning = asyncio.Lock()
        # The database is asked in one thread, in turn; waiting for news has a thread of its own.
        self.database = ThreadPoolExecutor(1, "live-database")
        self.waiting = ThreadPoolExecutor(1, "live-bus")

    async def ask(self, question, *args):
        return await asyncio.get_running_loop().run_in_executor(self.database, _fresh, question, *args)

    async def begin(self) -> None:
        """While somebody listens, the bus is followed."""
        async with self.beginning:
            if not self.loops:
                self.position = await self.ask(_latest)
                work = (
                    self._follow(self.position),
                    self._check(),
                    self._beat(),
                    self.here.keep_telling(self.ask),
                )
                self.loops = [asyncio.create_task(one) for one in work]

    def join(self, line: Line, most: int) -> None:
        """Let in; of one person's lines the newest stay."""
        for older in self.lines.of(line.person)[: -(most - 1)]:
            older.end()
        self.lines.add(line)

    def leave(self, line: Line) -> None:
        if not self.lines.remove(line):
            return
        signed_in.forget(line.session)
        if not self.lines:  # nobody listens: stop asking
            for task in self.loops:
                task.cancel()
            self.loops = []

    async def close(self) -> None:
        """End all streams, so that the server can stop."""
        self.closed = True
        for line in self.lines.all():
            line.end()
        for _ in range(40):
            if not self.lines:
                break
            await asyncio.sleep(0.05)

    async def _follow(self, position: str) -> None:
        loop = asyncio.get_running_loop()
        follower = bus().follow(position)
        while True:
            try:
                for id, message in await loop.run_in_executor(self.waiting, follower.next):
                    try:
                        await self.deliver(id, message)
                    except Exception:  # the others must not be lost with it
                        log.exception("a live message can't be told", message=message)
                    self.position = id
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("live messages can't be read; trying again")
                await asyncio.sleep(2)

    async def deliver(self, id: str, message: Message) -> None:
        ours = {"ask again": self._ask_again, "here": self.here.heard, "numbers": self._numbers}.get(
            str(message["type"])
        )
        if ours:
            return await ours(message)
        lines = self.lines.asked_for(message)
        if not lines:
            return
        told = await self.ask(audience.told, message)
        if len(lines) > ASKED_A_SECOND:
            told.words["spread"] = len(lines) // ASKED_A_SECOND
        data, mine = chunk(id, told), chunk(id, told, message.get("actor"))
        for part in parts(lines):
            for line in await self.ask(_may_hear, told, part):
                if line.sent is not None:  # it is coming in: what it missed may have this already
                    if id in line.sent:
                        continue
                    line.sent.add(id)
                line.tell(mine if line.person == message.get("actor") else data)
            self._put_out(part)

    async def _numbers(self, message: Message) -> None:
        """A number of each of many people, of their notifications if nothing else is said: who comes in later reads their own on
        the page."""
        about = {"type": "notifications"} | message.get("about", {})
        for person, unread in message["people"]:
            for line in self.lines.of(person):
                line.tell(fleeting({**about, "unread": unread}))

    async def _ask_again(self, message: Message) -> None:
        lines = [line for person in message["people"] for line in self.lines.of(person)]
        for part in parts(lines):
            await self._look(part)

    async def _check(self) -> None:
        """Five hundred sessions a second, so that an end of which no message came (a session that expired, a row that was
        deleted by hand) is noticed too: on most platforms within a second."""
        while True:
            for part in parts(self.lines.all()) if self.lines else ():
                await asyncio.sleep(CHECK_SECONDS)
                try:
                    await self._look(part)
                except Exception:
                    log.exception("sessions can't be checked")
                    self._put_out(part, everybody=True)  # they come back when they can be
            if not self.lines:
                await asyncio.sleep(CHECK_SECONDS)

    async def _look(self, part: list[Line]) -> None:
        await self.ask(_look_again, part)
        self._put_out(part)

    @staticmethod
    def _put_out(part: list[Line], everybody: bool = False) -> None:
        for line in part:
            if everybody or line.holder is None:
                line.end()

    async def _beat(self) -> None:
        """Says that the line is open, to browsers and to proxies that close silent ones."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            for part in parts(self.lines.all()):
                for line in part:
                    line.tell(BEAT)
                    if line.wanted is None:
                        line.sent = None  # it came in a while ago
                await asyncio.sleep(0)


def parts(lines: list[Line]) -> Iterator[list[Line]]:
    for start in range(0, len(lines), AT_ONCE):
        yield lines[start : start + AT_ONCE]


def _may_hear(told: audience.Told, lines: list[Line]) -> list[Line]:
    there = signed_in.there(line.session for line in lines)
    for line in lines:
        if line.session not in there:
            line.holder = None
    lines = [line for line in lines if line.holder is not None]
    may = told.receivers({line.person for line in lines})
    return [line for line in lines if line.person in may]


def _look_again(lines: list[Line]) -> None:
    """Their holders as they are now; None for whose session doesn't hold any more."""
    held = signed_in.holders({line.session for line in lines})
    for line in lines:
        now = held.get(line.session)
        line.holder = now if now and line.holder and now.person == line.holder.person else None


def _latest() -> str:
    return bus().latest()


def _fresh(question, *args):
    close_old_connections()
    return question(*args)
