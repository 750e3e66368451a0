"""What the person at the terminal sees of an import: a bar with rate and time left, or a line now and then."""

import sys
import time

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from kring.exchange.report import COLUMNS, Report

QUIET = 10  # seconds between lines where there is no terminal
MOST_NOTES = 40


class Rate(ProgressColumn):
    def render(self, task):
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="cyan")


class Shown:
    """Use it with `with`: the bar is gone afterwards."""

    def __enter__(self):
        self.console = Console(stderr=True)
        self.bar = None
        if self.console.is_terminal:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(),
                       TimeRemainingColumn())  # fmt: skip
            self.bar = Progress(*columns, console=self.console, transient=True)
            self.bar.start()
        self.task, self.done, self.total = None, 0, None
        return self

    def __exit__(self, *_exception) -> None:
        if self.bar:
            self.bar.stop()

    def begin(self, what: str, total: int | None) -> None:
        self.what, self.total, self.done = what, total, 0
        self.began = self.spoke = time.monotonic()
        if self.bar:
            if self.task is not None:
                self.bar.remove_task(self.task)
            self.task = self.bar.add_task(what, total=total)

    def advance(self, number: int) -> None:
        self.done += number
        if self.bar:
            self.bar.advance(self.task, number)
        elif time.monotonic() - self.spoke > QUIET:
            self.spoke = time.monotonic()
            of = f" of {self.total:,}" if self.total else ""
            print(
                f"{self.what}: {self.done:,}{of}, {self.done / (self.spoke - self.began):,.0f}/s", flush=True
            )

    def say(self, line: str) -> None:
        if self.bar:
            self.bar.console.print(Text(line, style="yellow"))
        else:
            print(line, file=sys.stderr, flush=True)


def print_table(report: Report, columns: tuple[str, ...] = COLUMNS) -> None:
    console = Console()
    table = Table("", *columns, box=None, header_style="bold", pad_edge=False)
    for column in table.columns[1:]:
        column.justify = "right"
    for type, numbers in report.rows(columns):
        table.add_row(type, *(f"{number:,}" if number else "–" for number in numbers))
    console.print(table)
    for what, number in report.notes.most_common(MOST_NOTES):
        console.print(Text(f"{number:,} × {what} (first: {report.examples[what]})"), soft_wrap=True)
    if len(report.notes) > MOST_NOTES:
        console.print(f"… and {len(report.notes) - MOST_NOTES} more remarks")
