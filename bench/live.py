"""`python -m bench.live --connections 10000`: so many people with a page open, and how long until the last of them knows of
a new comment. Every one has a session of their own; all pages show the item. `--redis` measures the other bus."""

from __future__ import annotations

import argparse
import json
import os
import resource
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

import psutil

from bench import cpu
from bench.place import ROOT, Place
from bench.servers import Server

GOAL_SECONDS, GOAL_KB = 1.0, 25.0
SHOWN = 20  # other items and faces on each page
LISTENERS = 2  # processes


def main() -> int:
    wanted = arguments()
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    place = Place("live", wanted.database)
    place.remove()
    place.data.mkdir(parents=True)
    if wanted.database == "postgresql":
        place._admin(f'CREATE DATABASE "{place.name}"')
    try:
        place.step("migrate")
        marks = place.step("listeners", wanted.connections)
        found = measure(place, marks, wanted)
    finally:
        if wanted.database == "postgresql":
            place.remove()
    words = report(found, wanted)
    print(words)
    if not wanted.dry:
        bus = "redis" if wanted.redis else "table"
        path = ROOT / "bench" / "results" / f"{date.today()}-live-{wanted.database}-{bus}.md"
        path.write_text(words)
        print(f"Written to {path}")
    return 0


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench.live", description=__doc__)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--redis", action="store_true", help="KRING_REDIS_URL, or redis://127.0.0.1:6379/8")
    parser.add_argument("--dry", action="store_true", help="write nothing to bench/results")
    return parser.parse_args()


def measure(place: Place, marks: dict, wanted) -> dict:
    url = (os.environ.get("KRING_REDIS_URL") or "redis://127.0.0.1:6379/8") if wanted.redis else ""
    with Server(place, "kring.project.serve", KRING_REDIS_URL=url) as server:
        server.wait("/healthz")
        all_ready(server)
        live = process(server, "kring.project.live")
        before, began = live.memory_info().rss, cpu.seconds(live.pid)
        pages = [listeners(server.port + 1, marks, part) for part in range(LISTENERS)]
        came = [json.loads(page.stdout.readline()) for page in pages]
        time.sleep(3)
        after = live.memory_info().rss
        found = {
            "connections": sum(one["in"] for one in came),
            "let_in": max(one["seconds"] for one in came),
            "let_in_cpu": cpu.seconds(live.pid) - began,
            "kB": (after - before) / 1024 / wanted.connections,
            "rss_MB": after / 1024 / 1024,
        }
        writer = writing(place, url)
        for name, word in (("comment", "comments.posted"), ("post", "content.new")):
            found[name] = [one_round(writer, live, pages, name, word) for _ in range(wanted.rounds)]
        began = cpu.seconds(live.pid)
        time.sleep(10)
        found["idle"] = (cpu.seconds(live.pid) - began) / 10
        for one in (writer, *pages):
            one.stdin.close()
            one.wait(30)
    return found


def one_round(writer, live, pages, name: str, word: str) -> dict:
    used = cpu.seconds(live.pid)
    for page in pages:
        page.stdin.write(word + "\n")
        page.stdin.flush()
    time.sleep(0.5)
    writer.stdin.write(name + "\n")
    writer.stdin.flush()
    at = json.loads(writer.stdout.readline())["at"]
    heard = sorted(moment - at for page in pages for moment in json.loads(page.stdout.readline()))
    return {
        "heard": len(heard),
        "first": heard[0],
        "median": median(heard),
        "last": heard[-1],
        "cpu": cpu.seconds(live.pid) - used,
    }


def writing(place: Place, redis: str) -> subprocess.Popen:
    started = subprocess.Popen(
        [sys.executable, "-m", "bench.prepare", "write_live"],
        env=place.environment(KRING_LOG_LEVEL="WARNING", KRING_REDIS_URL=redis),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    started.stdout.readline()
    return started


def listeners(port: int, marks: dict, part: int) -> subprocess.Popen:
    items = ".".join(map(str, [marks["item"], *range(1_000_000, 1_000_000 + SHOWN - 1)]))
    people = ".".join(map(str, marks["people"][:SHOWN]))
    started = subprocess.Popen(
        [sys.executable, "-m", "bench.live_listeners", "127.0.0.1", str(port), f"items={items}&people={people}"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    keys = json.loads(Path(marks["keys"]).read_text())
    started.stdin.write(json.dumps(keys[part::LISTENERS]) + "\n")
    started.stdin.flush()
    return started


def process(server: Server, module: str) -> psutil.Process:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for one in cpu.tree(server.process.pid):
            if module in one.cmdline():
                return one
        time.sleep(0.1)
    raise RuntimeError(f"{module} doesn't run")


def all_ready(server: Server) -> None:
    """Pages, worker and live server answer."""
    server.wait("/readyz")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", server.port + 1), 5).close()
            break
        except OSError:
            time.sleep(0.2)
    time.sleep(5)


def report(found: dict, wanted) -> str:
    bus = "a Redis stream" if wanted.redis else "the table, read five times a second"
    kept = {True: "kept", False: "BROKEN"}
    last = median(one["last"] for one in found["comment"])
    lines = [
        f"# {found['connections']:,} open pages on one live server ({wanted.database}; bus: {bus})",
        "",
        f"Every page has its own session and shows the item, {SHOWN - 1} others and {SHOWN} faces. Clients, pages, worker and"
        f" live server share {os.cpu_count()} processors; load average {os.getloadavg()[0]:.1f}.",
        "",
        f"Let in after {found['let_in']:.1f} s, {found['let_in_cpu'] / found['connections'] * 1000:.2f} ms CPU each."
        f" Live server {found['rss_MB']:.0f} MB resident; {found['idle'] * 100:.1f} % of one CPU while nothing happens.",
        "",
        "| from the commit, seconds | heard by | first | median | last | worst last | CPU of the live server |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, words in (("comment", "a comment on the item"), ("post", "a new post for everyone")):
        rounds = found[name]
        figures = [median(one[key] for one in rounds) for key in ("first", "median", "last")]
        worst = max(one["last"] for one in rounds)
        lines.append(
            f"| {words} | {min(one['heard'] for one in rounds):,} | "
            + " | ".join(
                f"{figure:.2f}" for figure in [*figures, worst, median(one["cpu"] for one in rounds)]
            )
            + " |"
        )
    lines += [
        "",
        f"- {kept[last < GOAL_SECONDS]}: the last one has a comment within {GOAL_SECONDS:g} s: {last:.2f} s",
        f"- {kept[found['kB'] <= GOAL_KB]}: at most {GOAL_KB:g} kB a connection: {found['kB']:.1f} kB",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
