"""The table of a run: on the screen, and under `bench/results/`; and which limits it keeps."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.load import Figures, MiB, Run
from bench.scenes import REFERENCE

RESULTS = Path(__file__).parent / "results"
HEADINGS = ("", "CPU ms", "× floor", "of it db", "queries", "kB", "gzip kB", "p50 ms", "p95 ms", "p99 ms", "")


@dataclass
class Limit:
    """One thing that was promised, and what was found."""

    words: str
    found: float | None
    most: float

    @property
    def kept(self) -> bool:
        return self.found is not None and self.found <= self.most

    def __str__(self) -> str:
        found = "not measured" if self.found is None else f"{self.found:.3g}"
        return f"{'kept  ' if self.kept else 'BROKEN'} {self.words}: {found} (at most {self.most:g})"


def limits(run: Run) -> list[Limit]:
    found = []
    for one in run.scenes:
        if one.scene.limit:
            found.append(
                Limit(f"{one.scene.name}, × the floor", one.ratio if one.ratios else None, one.scene.limit)
            )
        if one.scene.queries:
            found.append(Limit(f"{one.scene.name}, queries", one.queries, one.scene.queries))
    found.append(Limit("first page after `kring serve`, seconds", min(run.first_page), 3))
    found.append(Limit("memory of the process tree (resident), MB", run.resident / MiB, 400))
    return found


def compared(small: Run, large: Run) -> list[Limit]:
    """A home page must not feel how large the platform is. The two were measured at different times, so their CPU is
    first divided by that of a page that asks the database nothing."""
    before, after = _costs(small), _costs(large)
    return [
        Limit(
            f"{one.scene.name}: {large.place.world} / {small.place.world} world",
            after[name] / before[name],
            1.3,
        )
        for one in large.scenes
        if one.scene.queries and (name := one.scene.name) in before and name in after
    ]


def _costs(run: Run) -> dict[str, float]:
    found = {one.scene.name: median(one.cpu) for one in run.scenes if one.cpu}
    same = found.get(REFERENCE, 1.0)
    return {name: cost / same for name, cost in found.items()}


def rows(run: Run):
    yield _row(run.floor, is_floor=True)
    for one in run.scenes:
        yield _row(one)


def _row(one: Figures, is_floor=False) -> tuple[str, ...]:
    if one.problem or not one.seconds:
        return (one.scene.name, *[""] * 9, one.problem or "not measured")
    database = f"{median(one.database):.2f}" if one.database and any(one.database) else ""
    return (
        one.scene.name,
        f"{median(one.cpu):.2f}",
        "1" if is_floor else f"{one.ratio:.1f}",
        database,
        "3" if is_floor else "" if one.queries is None else str(one.queries),
        f"{one.size / 1000:.1f}",
        f"{one.compressed / 1000:.1f}" if one.compressed else "",
        *(f"{one.percentile(p):.1f}" for p in (50, 95, 99)),
        "",
    )


def title(run: Run) -> str:
    counts = list(run.counts.values())
    words = ("items", "people", "groups", "comments", "reactions")
    size = ", ".join(f"{n:,} {word}" for n, word in zip(counts, words, strict=True))
    return f"{run.place.world} world on {run.place.database}: {size}; {run.bytes / MiB:,.0f} MB"


def about(run: Run) -> str:
    return (
        f"First page {', '.join(f'{s:.1f}' for s in run.first_page)} s after `kring serve`. Process tree ({run.processes}"
        f" processes): {run.resident / MiB:.0f} MB resident, {run.proportional / MiB:.0f} MB proportional;"
        f" {run.idle * 100:.1f} % of one CPU when nobody asks. Load average {run.busy:.1f} on {os.cpu_count()} processors."
    )


def show(run: Run, promised: list[Limit]) -> None:
    table = Table(*HEADINGS, title=title(run))
    for column in table.columns[1:-1]:
        column.justify = "right"
    for row in rows(run):
        table.add_row(*row)
    console = Console(width=150)
    console.print(table)
    console.print(about(run))
    for limit in promised:
        console.print(str(limit), style="green" if limit.kept else "bold red", highlight=False)


def write(run: Run, promised: list[Limit]) -> Path:
    RESULTS.mkdir(exist_ok=True)
    base = RESULTS / f"{date.today()}-{run.place.world}-{run.place.database}"
    lines = [
        f"# {title(run)}",
        "",
        f"Python {platform.python_version()}, {platform.machine()}. {about(run)}",
        "",
    ]
    lines += ["| " + " | ".join(HEADINGS) + " |", "| --- |" + " ---: |" * (len(HEADINGS) - 2) + " --- |"]
    lines += ["| " + " | ".join(row) + " |" for row in rows(run)]
    lines += ["", *(f"- {limit}" for limit in promised), ""]
    base.with_suffix(".md").write_text("\n".join(lines))
    base.with_suffix(".json").write_text(json.dumps(_data(run, promised), indent=1) + "\n")
    return base.with_suffix(".md")


def _data(run: Run, promised: list[Limit]) -> dict:
    return {
        "world": run.place.world,
        "database": run.place.database,
        "counts": run.counts,
        "bytes": run.bytes,
        "first_page_seconds": run.first_page,
        "resident_bytes": run.resident,
        "proportional_bytes": run.proportional,
        "idle_cpu": run.idle,
        "load_average": run.busy,
        "scenes": {
            one.scene.name: {
                "cpu_ms": one.cpu,
                "ratios": one.ratios,
                "database_ms": one.database,
                "queries": one.queries,
                "bytes": one.size,
                "gzip_bytes": one.compressed,
                "latency_ms": {p: one.percentile(p) for p in (50, 95, 99)} if len(one.seconds) > 1 else None,
                "problem": one.problem,
            }
            for one in (run.floor, *run.scenes)
        },
        "limits": [{"promise": limit.words, "found": limit.found, "most": limit.most} for limit in promised],
    }
