"""Taking in what comes from elsewhere, and setting right what it leaves."""

import signal
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()
imports = typer.Typer(no_args_is_help=True)
app.add_typer(imports, name="import", help="Take in people, groups and everything they wrote from elsewhere.")


@imports.callback()
def formats() -> None:
    """Take in people, groups and everything they wrote from elsewhere."""


@imports.command()
def interchange(
    path: Annotated[Path, typer.Argument(help="A package: a folder or a .zip with kring.json in it.")],
    strict: Annotated[bool, typer.Option(help="Stop at the first line that can't be taken in.")] = False,
    source: Annotated[str, typer.Option(help="Where it comes from; default: what the package says.")] = "",
) -> None:
    """Take in a package of Kring's own format. Importing again updates and doubles nothing; one that was stopped goes on
    where it was. Nobody is told, and nobody can sign in before they are invited."""
    start()
    from kring.exchange.interchange import PackageError, Strict, take_in
    from kring.exchange.progress import Shown, print_table
    from kring.exchange.report import Report

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Shown() as shown:
        report = Report(say=shown.say)
        try:
            take_in(path, source=source, strict=strict, report=report, progress=shown)
            stopped = ""
        except PackageError as error:
            stopped = f"This package can't be read. {error}"
        except Strict as error:
            stopped = f"Stopped at the first bad line, as asked. {error}"
        except KeyboardInterrupt:
            stopped = "Stopped. What is in stays; run the same command again to go on."
    if report.counts:
        print_table(report)
    if stopped:
        typer.secho(stopped, fg=typer.colors.RED, err=True)
        raise typer.Exit(130 if stopped.startswith("Stopped. ") else 1)


@imports.command()
def markdown(
    folder: Annotated[Path, typer.Argument(help="A folder with .md files; its own folders become a tree.")],
    group: Annotated[str, typer.Option(help="The group whose wiki it becomes; default: everybody's.")] = "",
    author: Annotated[
        str, typer.Option(help="Who stands under pages that name nobody: a handle or an e-mail address.")
    ] = "",
    source: Annotated[str, typer.Option(help="What the folder is called, when it has moved since.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come in.")] = False,
) -> None:
    """Take in a folder of Markdown as a wiki: front matter, links, pictures, and the history of git as versions. Again, it
    updates what has changed in the folder and doubles nothing."""
    start()
    from kring.core.refused import Refused
    from kring.exchange.interchange import PackageError
    from kring.exchange.markdown.taking import Wanted, take_in_folder
    from kring.exchange.progress import Shown, print_table
    from kring.exchange.report import Report

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with Shown() as shown:
        report, stopped = Report(say=shown.say), ""
        try:
            take_in_folder(Wanted(folder, group, author, source, dry_run), report, shown)
        except (PackageError, Refused) as error:
            stopped = str(error)
        except KeyboardInterrupt:
            stopped = "Stopped. What is in stays; run the same command again to go on."
    if report.counts:
        print_table(report)
    if dry_run and not stopped:
        typer.echo("Nothing was written.")
    if stopped:
        typer.secho(stopped, fg=typer.colors.RED, err=True)
        raise typer.Exit(130 if stopped.startswith("Stopped. ") else 1)


@app.command()
def adopt() -> None:
    """Take in what earlier imports kept for features that are installed now: kinds, and records such as votes."""
    start()
    from kring.exchange import adopting
    from kring.exchange.progress import Shown, print_table
    from kring.exchange.report import Report

    for kind, number in adopting.adopt_kinds().items():
        typer.echo(f"{number} × {kind}")
    with Shown() as shown:
        shown.begin("Taking in", None)
        report = adopting.adopt_records(Report(say=shown.say), shown.advance)
    if report.counts:
        print_table(report)
    for what, number in (adopting.waiting_kinds() | adopting.waiting_types()).items():
        typer.echo(f"{number} × {what}: waiting for a feature that isn't installed")


@app.command("repair-counters")
def repair_counters() -> None:
    """Set counters of comments, reactions, members … right, for a database that something else has written to."""
    start()
    from kring.core.content.repair import repair
    from kring.exchange.loaders import loaders

    for what, number in repair().items():
        typer.echo(f"{what}: {number} repaired")
    for type, loader in loaders().items():
        if number := loader.repair():
            typer.echo(f"{type}: {number} repaired")


def start() -> None:
    from kring.project.start import start_django

    start_django()
    from kring.project.prepare import migrate

    migrate()
