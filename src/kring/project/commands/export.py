"""Sending everything out: nobody is locked in."""

import signal
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="Where the package goes: a folder, or a file ending in .zip.")],
    group: Annotated[str, typer.Option(help="Only this group: the last part of its address.")] = "",
    force: Annotated[bool, typer.Option(help="Replace the package that is there.")] = False,
) -> None:
    """Write everything into a package of Kring's own format: people, groups, what they wrote, files, the activity log. It
    holds what secret groups say, too, and no password or anything else that lets somebody in."""
    from kring.project.start import start_django

    start_django()
    from kring.project.prepare import migrate

    migrate()
    from kring.core.groups.models import Group
    from kring.exchange.export import send_out
    from kring.exchange.package import PackageError
    from kring.exchange.progress import Shown, print_table

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    only = Group.objects.filter(slug=group).first() if group else None
    stopped, report = "", None
    if group and only is None:
        stopped = f"There is no group at /g/{group}/."
    else:
        with Shown() as shown:
            try:
                report = send_out(path, group=only, force=force, progress=shown)
            except PackageError as error:
                stopped = str(error)
            except KeyboardInterrupt:
                stopped = "Stopped. Nothing was written."
    if stopped:
        typer.secho(stopped, fg=typer.colors.RED, err=True)
        raise typer.Exit(130 if stopped.startswith("Stopped") else 1)
    print_table(report, ("written",))
    typer.echo(
        f"{path}: {report.total('written'):,} records. It holds personal data: keep it as you keep the database."
    )
