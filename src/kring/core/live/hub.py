"""All open connections of one live server, and the three loops that serve them: follow, check, beat."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

import orjson
import structlog

from kring.core.live import audience, signed_in
from kring.core.live.bus import Message, bus

BEAT_SECONDS = 20
CHECK_SECONDS = 3
MOST_WAITING = 200
MOST_PER_PERSON = 12
log = structlog.get_logger("kring.live")
BEAT = b": still here\n\n"


class Connection:
    """One open page. A queue that is full means a reader that doesn't read: it is let go, and comes back later."""

    def __init__(self, session: str, person: int):
        self.session, self.person = session, person
        self.queue: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)
        self.caught_up: set[str] = set()  # ids it got as missed: those may come by once more

    def send(self, chunk: bytes | None) -> None:
        try:
            self.queue.put_nowait(chunk)
        except asyncio.QueueFull:
            self.end()

    def end(self) -> None:
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    def __init__(self):
        self.connections: set[Connection] = set()
        self.loops: list[asyncio.Task] = []
        self.closed = False
        # The database is asked in one thread, in turn; waiting for news has a thread of its own.
        self.database = ThreadPoolExecutor(1, "live-database")
        self.waiting = ThreadPoolExecutor(1, "live-bus")

    async def ask(self, question, *args):
        return await asyncio.get_running_loop().run_in_executor(self.database, question, *args)

    async def join(self, session: str, last_id: str) -> Connection | None:
        """A connection for this session, with what it missed since `last_id`; None where the session doesn't hold."""
        person = (await self.ask(_people, [session])).get(session)
        if person is None or self.closed:
            return None
        connection = Connection(session, person)
        mine = [c for c in self.connections if c.person == person]
        for older in mine[: max(0, len(mine) + 1 - MOST_PER_PERSON)]:
            older.end()
        self.connections.add(connection)
        if not self.loops:
            position = await self.ask(_latest)
            if not self.loops:
                self.loops = [
                    asyncio.create_task(self._follow(position)),
                    asyncio.create_task(self._check()),
                    asyncio.create_task(self._beat()),
                ]
        if last_id:
            for id, message in await self.ask(_missed, last_id, person):
                connection.caught_up.add(id)
                connection.send(chunk(id, message))
        return connection

    def leave(self, connection: Connection) -> None:
        self.connections.discard(connection)
        signed_in.forget(connection.session)
        if not self.connections:  # nobody listens: stop asking
            for task in self.loops:
                task.cancel()
            self.loops = []

    async def close(self) -> None:
        """End all streams, so that the server can stop."""
        self.closed = True
        for connection in list(self.connections):
            connection.end()
        for _ in range(40):
            if not self.connections:
                break
            await asyncio.sleep(0.05)

    async def _follow(self, position: str) -> None:
        loop = asyncio.get_running_loop()
        follower = bus().follow(position)
        while True:
            try:
                messages = await loop.run_in_executor(self.waiting, follower.next)
                for id, message in messages:
                    await self.deliver(id, message)
            except asyncio.CancelledError:
                raise
            except Exception:
                log.exception("live messages can't be read; trying again")
                await asyncio.sleep(2)

    async def deliver(self, id: str, message: Message) -> None:
        by_person = defaultdict(list)
        for connection in self.connections:
            by_person[connection.person].append(connection)
        receivers = await self.ask(audience.receivers, message, list(by_person))
        candidates = [c for person in receivers for c in by_person[person]]
        if not candidates:
            return
        valid = await self.ask(_people, {c.session for c in candidates})
        data = chunk(id, message)
        for connection in candidates:
            if valid.get(connection.session) != connection.person:
                connection.end()
            elif id not in connection.caught_up:
                connection.send(data)

    async def _check(self) -> None:
        """Whoever signed out, or was put out, is disconnected within seconds, also when nothing happens."""
        while True:
            await asyncio.sleep(CHECK_SECONDS)
            now = list(self.connections)
            try:
                valid = await self.ask(_people, {c.session for c in now})
            except Exception:
                log.exception("sessions can't be checked; nobody is told anything now")
                valid = {}
            for connection in now:
                if valid.get(connection.session) != connection.person:
                    connection.end()

    async def _beat(self) -> None:
        """Says that the line is open, to browsers and to proxies that close silent ones."""
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            for connection in list(self.connections):
                connection.send(BEAT)


def chunk(id: str, message: Message) -> bytes:
    told = audience.told(message)
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (
        id.encode(),
        str(told.pop("type")).encode(),
        orjson.dumps(told),
    )


def _people(keys):
    _fresh()
    return signed_in.people(keys)


def _latest() -> str:
    _fresh()
    return bus().latest()


def _missed(last_id: str, person: int) -> list[tuple[str, Message]]:
    return [(id, m) for id, m in bus().since(last_id) if audience.receivers(m, [person])]


def _fresh() -> None:
    from django.db import close_old_connections

    close_old_connections()
