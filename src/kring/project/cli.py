"""The `kring` command. Django is imported by the commands that need it, and only when they run.

Every module of `kring.project.commands` and every `commands.py` beside a feature's `feature.py` (and in core's and the
exchange's folders) has a Typer `app`, whose commands stand here side by side.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import entry_points
from importlib.util import find_spec
from pkgutil import iter_modules

import typer

from kring import __version__
from kring.project.config import ConfigError

CORE = ("activity", "content", "features", "files", "groups", "live", "people", "search", "web")


def main() -> None:
    try:
        command_line()()
    except ConfigError as error:
        stop(str(error))
    except Exception as error:
        if type(error).__name__ in ("ImproperlyConfigured", "Refused", "CommandError", "OperationalError"):
            stop(str(error))
        raise


def stop(sentence: str) -> None:
    typer.secho(sentence, fg=typer.colors.RED, err=True)
    sys.exit(1)


def command_line() -> typer.Typer:
    root = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_show_locals=False,
        rich_markup_mode="rich",
    )
    root.callback()(kring)
    for name in modules():
        try:
            root.add_typer(import_module(name).app)
        except (
            Exception
        ) as error:  # a package that is broken must not keep an administrator from the other commands
            typer.secho(f"The commands of {name} can't be used: {error}", fg=typer.colors.YELLOW, err=True)
    return root


def modules() -> list[str]:
    ours = import_module("kring.project.commands")
    names = [f"{ours.__name__}.{module.name}" for module in iter_modules(ours.__path__)]
    homes = [f"kring.core.{part}" for part in CORE] + ["kring.exchange"]
    homes += [point.module.rpartition(".")[0] for point in entry_points(group="kring.features")]
    return sorted(names) + [f"{home}.commands" for home in homes if there(f"{home}.commands")]


def there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def version(asked: bool) -> None:
    if asked:
        typer.echo(f"Kring {__version__}")
        raise typer.Exit


def kring(
    version: bool = typer.Option(
        False, "--version", callback=version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Kring, the social intranet: where an organisation shares, asks, decides and finds each other.

    Settings come from KRING_… variables; docs/admin/settings.md lists them.
    """


if __name__ == "__main__":
    main()
