"""What the settings pages say about somebody's mail."""

from dataclasses import dataclass

from markupsafe import Markup

from kring.core.features import slots
from kring.core.mail import problems
from kring.core.mail.models import NoMail, Problem


@dataclass(frozen=True)
class Trouble:
    address: str
    problem: Problem | None
    wants_none: bool


def trouble(person) -> Markup:
    """Why no mail comes to this person, with a button against it; nothing where it does."""
    found = Trouble(
        person.email or "", problems.of(person), NoMail.objects.filter(person_id=person.pk).exists()
    )
    if not (found.problem or found.wants_none):
        return Markup()
    return Markup(slots.template("mail/banner.html").render(trouble=found))
