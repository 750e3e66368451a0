"""Letting people in."""

from typing import Annotated

import typer
from rich import print

app = typer.Typer()


@app.command("login-link")
def login_link(who: Annotated[str, typer.Argument(metavar="EMAIL|HANDLE")]) -> None:
    """Print a one-time address that signs somebody in: the way in when mail isn't set up."""
    start()
    from kring.core.people import verbs
    from kring.core.people.models import Person
    from kring.core.refused import Refused

    person = Person.objects.active().named(who).first()
    if person is None:
        raise Refused(f"Nobody with an account has the e-mail address or handle “{who}”.")
    typer.echo(verbs.login_link(person))


@app.command()
def invite(
    email: Annotated[str, typer.Argument(help="Where the invitation is for.")],
    name: Annotated[str, typer.Option(help="The person's name, as far as known.")] = "",
    role: Annotated[str, typer.Option(help="member, manager or guest.")] = "member",
    group: Annotated[
        list[str] | None, typer.Option(help="Slug of a group to come into; may be repeated.")
    ] = None,
) -> None:
    """Print an invitation: an address on which a new person makes an account."""
    start()
    from kring.core.groups.models import Group
    from kring.core.people import verbs
    from kring.core.people.models import Person
    from kring.core.refused import Refused

    if role not in Person.Role.values:
        raise Refused(f"A role is member, manager or guest; not “{role}”.")
    groups = list(Group.objects.filter(slug__in=group or []))
    if missing := set(group or []) - {g.slug for g in groups}:
        raise Refused(f"There is no group “{missing.pop()}”.")
    if Person.objects.named(email).exists():
        raise Refused(f"{email} has an account already; kring login-link {email} lets them in.")
    typer.echo(verbs.invite(None, email=email, name=name, role=role, groups=groups)[1])


@app.command("create-manager")
def create_manager(
    name: Annotated[str, typer.Option(prompt="Your name", help="Name, as everybody sees it.")],
    email: Annotated[str, typer.Option(prompt="Your e-mail address", help="To sign in with.")],
) -> None:
    """Make a manager on an empty platform, and print the address that signs them in."""
    start()
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from kring.core.people import verbs
    from kring.core.people.models import Person
    from kring.core.refused import Refused

    if not name.strip():
        raise Refused("A manager needs a name.")
    try:
        validate_email(email.strip())
    except ValidationError:
        raise Refused(f"“{email}” isn't an e-mail address.") from None
    if Person.objects.filter(role=Person.Role.MANAGER, is_active=True).exists():
        raise Refused("There is a manager already, who can make others managers: see /manage/.")
    if Person.objects.named(email).exists():
        raise Refused(f"{email} has an account already.")
    person = verbs.arrive(name=name.strip(), email=email.strip(), role=Person.Role.MANAGER)
    print(
        f"Welcome, [bold]{person.name}[/bold] (@{person.handle}). Sign in within a day, and set a password:"
    )
    typer.echo(verbs.login_link(person))


def start() -> None:
    from kring.project.start import start_django

    start_django()
