"""`python -m bench.full`: the board, the album, the folder and the calendar of a group that has little, and of one that has a lot."""

import argparse
import json
import subprocess
import sys
from datetime import date

from bench.place import ROOT, Place

HOW = {
    "ideas, board": "each column shows its best twenty, read from the index of its phase",
    "ideas, list": "twenty rows from an index, as every list",
    "album": "a window of its photos, and the rest as one scrolls",
    "documents, a folder": "a window of rows from the index of folder, sort and name",
    "events, list": "what ends after now, from its index; repeats are worked out for the window only",
    "events, a month": "what falls into these weeks, from the same index; a day shows a few, and how many more",
    "events, a week": "the same",
}


class Full(Place):
    def step(self, name: str, *arguments) -> dict:
        return super().step(name, *arguments) if name == "migrate" else inside(self, "fill")


def inside(place: Place, *arguments: str) -> dict:
    command = [sys.executable, "-m", "bench.full.inside", *arguments]
    environment = place.environment(KRING_LOG_LEVEL="WARNING")
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True, cwd=ROOT, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.full", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--dry", action="store_true", help="write nothing to bench/results")
    wanted = parser.parse_args()
    place = Full("full", wanted.database)
    place.make()
    text = report(wanted.database, inside(place, "measure"))
    print(text)
    if not wanted.dry:
        file = ROOT / "bench" / "results" / f"{date.today()}-full-{wanted.database}.md"
        file.write_text(text)
        print(f"Written to {file}")
    return 0


def report(database: str, found: dict) -> str:
    many = ", ".join(f"{number:,} {name}" for name, number in found["many"].items())
    lines = [
        f"# A group with a lot of everything, on {database}, {date.today()}",
        "",
        f"One group has {many}; the other {found['few']} of each. A member opens the same page of both, without a server between"
        " (Django's test client, warm); CPU of the process and queries.",
        "",
        "| page | few, ms | many, ms | ratio | queries | how |",
        "| --- | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in found["pages"]:
        few, some, queries = row["few"], row["many"], f"{row['few_queries']} / {row['many_queries']}"
        lines.append(
            f"| {row['page']} | {few:.1f} | {some:.1f} | {some / few:.2f} | {queries} | {HOW[row['page']]} |"
        )
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    raise SystemExit(main())
