"""`python -m bench.search`: how long search takes in a large world, beside the database's bare full-text query in the same run."""

import argparse
import json
import os
import subprocess
import sys
from datetime import date

from bench.place import ROOT, Place
from bench.search.scenes import MOST_MS, MOST_TO_INDEX
from bench.sizes import SIZES

DATABASES = ("sqlite", "postgresql")
HEADINGS = ("scene", "asked", "p50 ms", "p95 ms", "CPU ms", "CPU p95", "bare ms", "ratio", "found")


def main() -> int:
    wanted = arguments()
    broken = 0
    for database in wanted.database or DATABASES[:1]:
        place = Place(wanted.world, database)
        place.make()
        found = inside(place, wanted.rounds, wanted.rebuild)
        text, wrong = report(place, found)
        print(text)
        broken += wrong
        if not wanted.dry:
            file = ROOT / "bench" / "results" / f"{date.today()}-search-{place.world}-{database}.md"
            file.write_text(text)
            print(f"Written to {file}")
    return 1 if broken else 0


def inside(place: Place, rounds: int, rebuild: bool) -> dict:
    command = [sys.executable, "-m", "bench.search.inside", str(rounds), *(["rebuild"] if rebuild else [])]
    environment = place.environment(KRING_LOG_LEVEL="WARNING")
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, cwd=ROOT, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def report(place: Place, found: dict) -> tuple[str, int]:
    lines = [
        f"# Search in the {place.world} world on {place.database}, {date.today()}",
        "",
        f"{found['items']:,} items, {found['comments']:,} comments; {found['documents']:,} documents, vocabulary of"
        f" {found['terms']:,}. Load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors. Each question is asked by a person of busy"
        " groups, one of quiet groups, and a guest; *bare* is the database's own full-text query for the same words, newest twenty,"
        " without access, ranking, counts or sentences. CPU is that of the process that asks; where the machine is busy with other things, time is mostly waiting for it.",
        "",
        "| " + " | ".join(HEADINGS) + " |",
        "| --- | --- |" + " ---: |" * (len(HEADINGS) - 2),
    ]
    for row in found["scenes"]:
        lines.append(
            f"| {row['scene']} | {row['asked']} | {row['p50']:.1f} | {row['p95']:.1f} | {row['cpu']:.1f} | {row['cpu95']:.1f} | {row['bare']:.2f}"
            f" | {row['p50'] / max(row['bare'], 0.001):.0f} | {row['found']} |"
        )
    slow = [row["scene"] for row in found["scenes"] if row["p95"] > MOST_MS]
    dear = found["index_cpu"] > MOST_TO_INDEX
    lines += ["", f"- {'✗ ' + ', '.join(slow) if slow else '✓'} p95 of every scene at most {MOST_MS} ms"]
    lines += [
        f"- {'✗' if dear else '✓'} indexing a post: {found['index_cpu']:.1f} ms of CPU (at most {MOST_TO_INDEX}), after the answer"
    ]
    lines += [f"- looking at one that hasn't changed: {found['look_cpu']:.1f} ms of CPU"]
    if found.get("rebuilt"):
        lines += [f"- rebuilding: {found['rebuilt']:,.0f} documents a second"]
    return "\n".join([*lines, ""]), len(slow) + dear


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--world", choices=SIZES, default="small")
    parser.add_argument(
        "--database",
        choices=DATABASES,
        action="append",
        help="sqlite, unless said otherwise; may be repeated",
    )
    parser.add_argument(
        "--rounds", type=int, default=20, help="how often each question is asked by each (20)"
    )
    parser.add_argument("--rebuild", action="store_true", help="write the index anew first, and time it")
    parser.add_argument("--dry", action="store_true", help="write nothing to bench/results")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
