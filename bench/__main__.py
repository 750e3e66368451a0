"""`python -m bench`: make the worlds, open their pages, show and keep the figures."""

import argparse

from bench import report
from bench.load import Run, run
from bench.place import Place
from bench.sizes import SIZES

DATABASES = ("sqlite", "postgresql")


def main() -> int:
    wanted = arguments()
    broken = 0
    for database in wanted.database or DATABASES[:1]:
        small: Run | None = None
        for world in wanted.world or ["small"]:
            place = Place(world, database)
            try:
                found = run(place, wanted.rounds, wanted.requests, wanted.only)
            finally:
                if database == "postgresql" and not wanted.keep:
                    place.remove()
            promised = report.limits(found) if world == "small" and database == "sqlite" else []
            promised += report.compared(small, found) if small else []
            small = small or found
            report.show(found, promised)
            broken += sum(not limit.kept for limit in promised)
            if not wanted.only and not wanted.dry:
                print(f"Written to {report.write(found, promised)}")
    return 1 if broken else 0


def arguments():
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--world", choices=SIZES, action="append", help="small, unless said otherwise; may be repeated"
    )
    parser.add_argument(
        "--database",
        choices=DATABASES,
        action="append",
        help="sqlite, unless said otherwise; may be repeated",
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is measured (5)")
    parser.add_argument("--requests", type=int, default=150, help="requests of each page in a round (150)")
    parser.add_argument(
        "--only", default="", help="only scenes with these words in their name; nothing is written"
    )
    parser.add_argument("--dry", action="store_true", help="write nothing to bench/results")
    parser.add_argument("--keep", action="store_true", help="keep PostgreSQL's worlds for the next time")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
