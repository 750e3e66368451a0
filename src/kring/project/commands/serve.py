"""Running the platform."""

import os
import sys
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def serve(
    port: Annotated[
        int, typer.Option(envvar="KRING_PORT", help="Port of the pages; live updates use the next.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(envvar="KRING_HOST", help="Address to listen on; 0.0.0.0 for everybody.")
    ] = "127.0.0.1",
) -> None:
    """Start everything: prepares the database, then pages, live updates and the worker."""
    os.environ |= {"KRING_PORT": str(port), "KRING_HOST": host}
    # This process becomes the supervisor, without what the command line needed.
    os.execv(sys.executable, [sys.executable, "-m", "kring.project.serve"])


@app.command()
def worker() -> None:
    """Start one more worker, on this or another machine."""
    os.execv(sys.executable, [sys.executable, "-m", "kring.project.worker"])


@app.command()
def migrate() -> None:
    """Bring the database up to date; `serve` does so by itself."""
    from kring.project.start import start_django

    start_django()
    from kring.project import prepare

    if not prepare.migrate(loud=True):
        typer.echo("The database is up to date.")
