"""Opens the pages of a place over loopback, the floor between them, and measures what each request cost."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles

from bench import servers
from bench.browsers import Browser, Unexpected
from bench.cpu import Meter, memory, tree
from bench.database import Database
from bench.place import Place
from bench.scenes import SCENES, Request, Scene

MiB = 1024 * 1024


@dataclass
class Figures:
    """One scene: CPU milliseconds per request and its ratio to the floor (a figure for each round), and the rest."""

    scene: Scene
    cpu: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)  # the part of `cpu` that PostgreSQL used
    seconds: list[float] = field(default_factory=list)
    size: int = 0
    compressed: int = 0
    queries: int | None = None
    problem: str = ""

    @property
    def ratio(self) -> float:
        return median(self.ratios)

    def percentile(self, percent: int) -> float:
        """Milliseconds within which this part of the requests was answered."""
        return quantiles(self.seconds, n=100, method="inclusive")[percent - 1] * 1000


@dataclass
class Run:
    """All that one place showed."""

    place: Place
    floor: Figures
    scenes: list[Figures]
    first_page: list[float]
    resident: int = 0
    proportional: int = 0
    processes: int = 0
    idle: float = 0.0  # part of one CPU that the whole tree uses while nobody asks anything
    counts: dict = field(default_factory=dict)
    bytes: int = 0
    busy: float = 0.0  # load average: how many processes wanted a processor meanwhile


def run(place: Place, rounds: int, requests: int, only: str = "", say: Callable[[str], None] = print) -> Run:
    place.make()
    people = {who: place.marks[who] for who in ("busy", "quiet")}
    keys = place.step("sign_in", *people.values())
    sessions: dict[str | None, str | None] = {who: keys[str(id)] for who, id in people.items()} | {None: None}
    scenes = [scene for scene in SCENES if only in scene.name]
    counted = place.step("count", sessions["busy"], sessions["quiet"], only)
    starts = [first_page(place, sessions["busy"]) for _ in range(min(3, rounds - 1))]
    with servers.kring(place) as kring:
        starts.append(kring.wait("/", f"kring_session={sessions['busy']}"))
        fragment = probe(kring.port, sessions["busy"])
        database = Database(place)
        with servers.floor(place, fragment) as floor:
            floor.wait("/", f"kring_session={sessions['busy']}")
            load = Load(place, kring, floor, database, sessions)
            figures = [Figures(scene, queries=counted.get(scene.name)) for scene in scenes]
            result = Run(place, load.bare, figures, starts)
            load.interleave(figures, rounds, requests, say)
        result.busy = os.getloadavg()[1]
        result.resident, result.proportional = memory(tree(kring.process.pid))
        result.processes = len(kring.pids())
        meter = Meter(kring.pids)
        time.sleep(5)
        result.idle = meter.used() / 5
        result.counts, result.bytes = database.counts(), database.size()
        database.connection.close()
    return result


def first_page(place: Place, session: str) -> float:
    """Seconds from `kring serve` to the first home page."""
    with servers.kring(place) as server:
        return server.wait("/", f"kring_session={session}")


def probe(port: int, session: str) -> int:
    """Characters of a real card, for the floor to send as many."""
    return max(500, len(Browser(port, session).get("/")) // 20)


class Load:
    def __init__(self, place: Place, kring, floor, database: Database, sessions):
        self.place, self.kring, self.floor, self.database, self.sessions = (
            place,
            kring,
            floor,
            database,
            sessions,
        )
        self.bare = Figures(Scene("the floor", "busy", lambda *_: None))
        self.bare_browser = Browser(floor.port, sessions["busy"])
        self.bare_browser.get("/")
        self.visits: dict[str, tuple[Browser, Callable]] = {}

    def interleave(self, figures: list[Figures], rounds: int, requests: int, say) -> None:
        self.measure_floor(requests)  # warms up
        self.bare.cpu.clear()
        self.bare.seconds.clear()
        for number in range(-1, rounds):  # the first round only warms up
            warming = number < 0
            for one in figures:
                if one.problem:
                    continue
                before = self.measure_floor(requests if not warming else 20)
                many = (
                    12
                    if warming
                    else max(10, requests // 3)
                    if one.scene.writes or one.scene.cold
                    else requests
                )
                try:
                    self.measure(one, many, before, requests, keep=not warming)
                except (Unexpected, StopIteration, IndexError) as problem:
                    one.problem = str(problem) or type(problem).__name__
                    say(f"{one.scene.name}: {one.problem}")
            say(f"{self.place.world}, {self.place.database}: round {number + 1} of {rounds}")

    def measure_floor(self, requests: int) -> float:
        request = Request("/")
        spent = self._spend(
            self.floor.pids, (self.bare_browser.send(request) for _ in range(requests)), self.bare
        )
        self.bare.cpu.append(spent / requests * 1000)
        self.bare.size = self.bare_browser.size
        return spent / requests

    def measure(self, one: Figures, many: int, before: float, requests: int, keep: bool) -> None:
        scene = one.scene
        browser, next_request, done = self.visit(scene)
        pids = self.kring.pids if scene.writes else self.pages
        database = 0.0

        def answers() -> Iterable[float]:
            for _number in range(many):
                if scene.cold:
                    self.database.outdate()
                request = next_request(done[0])
                done[0] += 1
                yield browser.send(request)

        if not keep:
            for _ in answers():
                pass
            self.database.wait_for_worker() if scene.writes else None
            return
        meter = Meter(self.database.pids)
        finish = self.database.wait_for_worker if scene.writes else None
        spent = self._spend(pids, answers(), one, finish)
        database = meter.used() if self.place.database == "postgresql" else 0.0
        after = self.measure_floor(max(20, requests // 3))
        cost = spent / many
        one.cpu.append(cost * 1000)
        one.database.append(database / many * 1000)
        one.ratios.append(cost / ((before + after) / 2))
        one.size, one.compressed = browser.size, browser.compressed()

    def _spend(self, pids, answers, figures: Figures, finish=None) -> float:
        """CPU seconds that these processes and PostgreSQL's used for the answers."""
        own, theirs = Meter(pids), Meter(self.database.pids)
        figures.seconds.extend(answers)
        if finish:
            finish()
        return own.used() + theirs.used()

    def pages(self) -> list[int]:
        """The processes that make pages."""
        own = [
            process
            for process in tree(self.kring.process.pid)
            if "kring.project.pages" in " ".join(process.cmdline())
        ]
        return [child.pid for process in own for child in tree(process.pid)]

    def visit(self, scene: Scene):
        if scene.name not in self.visits:
            browser = Browser(self.kring.port, self.sessions[scene.who])
            self.visits[scene.name] = (browser, scene.start(browser, self.place.marks), [0])
        return self.visits[scene.name]
