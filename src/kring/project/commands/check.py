"""Looking at an installation without changing it."""

import typer

from kring.project import config as configuration
from kring.project.production import problems

app = typer.Typer()


@app.command()
def check() -> None:
    """Say what is wrong with this installation; exits with 1 if anything is."""
    wrong = problems(configuration.read())
    for sentence in wrong:
        typer.secho(f"✗ {sentence}", fg=typer.colors.RED)
    if wrong:
        raise typer.Exit(1)
    from kring.project.start import start_django

    start_django()
    from django.core.checks import WARNING, run_checks
    from django.db import Error, connection

    from kring.project.prepare import unapplied

    if found := [message for message in run_checks() if message.level >= WARNING]:
        for message in found:
            typer.secho(f"✗ {message}", fg=typer.colors.RED)
        raise typer.Exit(1)
    try:
        waiting = unapplied(connection)
    except Error as error:
        typer.secho(f"✗ The database doesn't answer: {error}", fg=typer.colors.RED)
        raise typer.Exit(1) from None
    if waiting:
        typer.secho(f"✗ The database waits for {waiting} changes: run kring migrate.", fg=typer.colors.RED)
        raise typer.Exit(1)
    typer.secho("✓ All is well.", fg=typer.colors.GREEN)


@app.command()
def features() -> None:
    """Show every feature, its state, and the hook points it uses."""
    from kring.project.start import start_django

    start_django()
    from rich.console import Console
    from rich.table import Table

    from kring.core.features import registry, switches
    from kring.core.features.hooks import HOOKS, Slot

    console = Console()
    table = Table(
        "Feature", "State", "Groups", "Needs", "Uses", box=None, header_style="bold", pad_edge=False
    )
    now = switches.board()
    for feature in registry.features().values():
        exceptions = now.groups.get(feature.slug, {})
        table.add_row(
            f"{feature.slug}  [dim]{feature.name}[/dim]",
            now.platform.get(feature.slug, feature.default),
            f"{len(exceptions)} of their own"
            if exceptions
            else ("may choose" if feature.per_group else "as platform"),
            ", ".join(feature.requires),
            ", ".join(
                f"{hook}: {', '.join(map(label, getattr(feature, hook)))}"
                for hook in HOOKS
                if getattr(feature, hook)
            ),
        )
    console.print(table)
    points = Table("Hook point", "Used by", box=None, header_style="bold", pad_edge=False)
    for hook in HOOKS:
        points.add_row(
            hook, ", ".join(dict.fromkeys(f.slug for f, _ in registry.declared(hook))) or "[dim]nobody[/dim]"
        )
    for slot in Slot:
        users = dict.fromkeys(f.slug for f, _ in registry.fills(slot))
        points.add_row(
            f"slot {slot.name.lower()}: [dim]{slot.value}[/dim]", ", ".join(users) or "[dim]nobody[/dim]"
        )
    console.print()
    console.print(points)


def label(item) -> str:
    """What a declaration is called, whatever its sort."""
    for name in ("slug", "name", "event", "type", "url"):
        if value := getattr(item, name, None):
            return value
    return item.slot.name.lower() if hasattr(item, "slot") else ""
