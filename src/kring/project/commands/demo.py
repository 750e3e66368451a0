"""A living organisation to look at: Waterveen, with four guides to look through."""

import os
import sys
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def demo(
    port: Annotated[
        int, typer.Option(envvar="KRING_PORT", help="Port of the pages; live updates use the next.")
    ] = 8000,
    host: Annotated[
        str, typer.Option(envvar="KRING_HOST", help="Address to listen on; 0.0.0.0 for everybody.")
    ] = "127.0.0.1",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Throw the demo away and tell it again, up to this moment.")
    ] = False,
    serve: Annotated[bool, typer.Option(help="Start it; or only prepare it and print the links.")] = True,
) -> None:
    """Start with the demo organisation: made at the first start, and kept with all that you do in it."""
    os.environ |= {"KRING_PORT": str(port), "KRING_HOST": host}
    os.environ.setdefault("KRING_NAME", "Waterveen")
    from kring.project import config as configuration
    from kring.project.serve import ports_free

    config = configuration.read()
    if config.production:
        raise configuration.ConfigError(
            "The demo prints links that let anybody in; it isn't for KRING_PRODUCTION."
        )
    if serve:
        ports_free(config)
    config.data.mkdir(parents=True, exist_ok=True)
    from kring.project.start import start_django

    start_django()
    from kring.project import prepare

    prepare.migrate()
    furnish(fresh)
    invite_in()
    if serve:
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "kring.project.serve"])


def furnish(fresh: bool) -> None:
    """Have the demo in the database; refuse to touch an organisation that is real."""
    from time import monotonic

    from kring.core.refused import Refused
    from kring.demo import load
    from kring.demo.clear import clear

    if not load.is_begun() and not load.is_empty():
        raise Refused(
            "There are people in this data folder already. Give the demo one of its own: KRING_DATA=demo kring demo"
        )
    if fresh and load.is_begun():
        clear()
    if load.is_loaded():
        return
    typer.echo("Making Waterveen: 60 people and three months of life…")
    began = monotonic()
    load.load()
    typer.echo(f"Waterveen is there, after {monotonic() - began:.0f} s.")


def invite_in() -> None:
    from kring.demo.load import sign_in_links

    typer.echo(
        "\nLook around through the eyes of (each link works once; kring login-link HANDLE makes another):\n"
    )
    for guide, person, link in sign_in_links():
        typer.echo(f"  {guide.handle:<8} {person.name} ({person.title}) {guide.eyes}\n           {link}")
    typer.echo()
