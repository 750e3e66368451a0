"""Looking after the index of search."""

from typing import Annotated

import typer

app = typer.Typer()
search = typer.Typer(no_args_is_help=True)
app.add_typer(search, name="search", help="Look after the index of search.")


@search.callback()
def about() -> None:
    """Look after the index of search."""


@search.command()
def rebuild(
    processes: Annotated[
        int, typer.Option(help="How many read at once; by default one fewer than there are cores.")
    ] = 0,
) -> None:
    """Write the index anew. The platform may go on meanwhile, and finds little until this is done."""
    from time import monotonic

    start()
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from kring.core.search import rebuild as anew

    began = monotonic()
    with Progress("{task.description}", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()) as bar:
        task = bar.add_task("Indexing", total=anew.total())
        number = anew.rebuild(lambda done: bar.advance(task, done), processes)
    took = max(monotonic() - began, 0.001)
    typer.echo(f"{number:,} documents, {took:.0f} s ({number / took:,.0f} a second).")


@search.command()
def check(
    mend: Annotated[bool, typer.Option(help="Set right what is wrong.")] = False,
) -> None:
    """Compare the index with what there is; exits with 1 where they differ."""
    start()
    from rich.progress import BarColumn, MofNCompleteColumn, Progress

    from kring.core.search import checking
    from kring.core.search.rebuild import total

    with Progress("{task.description}", BarColumn(), MofNCompleteColumn(), transient=True) as bar:
        task = bar.add_task("Comparing", total=total())
        wrong = checking.check(lambda done: bar.advance(task, done), mend=mend)
    for sentence in wrong:
        typer.secho(
            ("✓ Mended: " if mend else "✗ ") + sentence, fg=typer.colors.YELLOW if mend else typer.colors.RED
        )
    if wrong and not mend:
        typer.echo("kring search check --mend sets it right.")
        raise typer.Exit(1)
    if not wrong:
        typer.secho("✓ The index says what there is.", fg=typer.colors.GREEN)


def start() -> None:
    from django.apps import apps

    if not apps.ready:
        import os

        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.project.settings")
        django.setup()
