"""`python -m bench.questions CORPUS`: how well search answers questions whose answers people have judged.

CORPUS is the folder of the interchange packages that the questions are about.
"""

import argparse
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from bench.place import ROOT, Place
from bench.questions import table
from bench.questions.judged import PACKAGES, judged, ndcg

DATABASES = ("sqlite", "postgresql")


class Library(Place):
    """A platform with the packages in it, kept between runs."""

    def inside(self, step: str, *arguments, given=None):
        command = [
            sys.executable,
            "-m",
            "bench.questions.inside",
            step,
            *arguments,
            *(["-"] if given is not None else []),
        ]
        said = json.dumps(given) if given is not None else None
        environment = self.environment(KRING_LOG_LEVEL="WARNING")
        done = subprocess.run(
            command, env=environment, input=said, stdout=subprocess.PIPE, check=True, cwd=ROOT, text=True
        )
        return json.loads(done.stdout.splitlines()[-1])

    def open(self, corpus: Path) -> None:
        if not self._there():
            self.remove()
            self.data.mkdir(parents=True)
            if self.database == "postgresql":
                self._admin(f'CREATE DATABASE "{self.name}"')
        self.step("migrate")
        self.inside("take_in", str(corpus), *PACKAGES)


def main() -> int:
    wanted = arguments()
    if missing := [name for name in PACKAGES if not (wanted.corpus / name / "kring.json").is_file()]:
        print(f"These packages aren't in {wanted.corpus}: {', '.join(missing)}", file=sys.stderr)
        return 2
    for database in wanted.database or DATABASES[:1]:
        place = Library("questions", database)
        if not wanted.again:
            place.open(wanted.corpus)
        questions = judged(set(place.inside("known")))
        answers = place.inside("ask", given=[one.ask for one in questions])["answers"]
        rows = [
            (one, answer, ndcg(one, answer["keys"])) for one, answer in zip(questions, answers, strict=True)
        ]
        text = table.whole(database, rows)
        print(table.missed(rows) if wanted.show else text)
        if not wanted.dry:
            file = ROOT / "bench" / "results" / f"{date.today()}-questions-{database}.md"
            file.write_text(text)
            print(f"Written to {file}")
    return 0


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench.questions", description=__doc__)
    parser.add_argument("corpus", type=Path, help="the folder that the packages are in")
    parser.add_argument(
        "--database",
        choices=DATABASES,
        action="append",
        help="sqlite, unless said otherwise; may be repeated",
    )
    parser.add_argument("--again", action="store_true", help="ask what was taken in the last time")
    parser.add_argument(
        "--show", action="store_true", help="what came instead of the best answers, question by question"
    )
    parser.add_argument("--dry", action="store_true", help="write nothing to bench/results")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
