"""Prompts to begin with: words that work in most groups, for hosts to make their own."""

from dataclasses import dataclass
from datetime import time

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Starter:
    """`kinds` are what it is posted as: the first one that the group uses, else whatever can be posted there."""

    slug: str
    title: object
    body: object
    kinds: tuple[str, ...]
    weekdays: tuple[int, ...]
    hour: time
    every: int = 1
    rhythm: str = "weekly"


MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)

STARTERS = (
    Starter(
        "friday",
        _("What went well this week?"),
        _("Big or small, yours or somebody else’s. One sentence is enough."),
        ("discussion", "update"),
        (FRIDAY,),
        time(15),
    ),
    Starter(
        "monday",
        _("What are you working on this week?"),
        _("And is there anything you could use a hand with?"),
        ("update", "discussion"),
        (MONDAY,),
        time(9),
    ),
    Starter(
        "learned",
        _("What did you learn lately that others could use?"),
        _("A trick, a page, a person to ask, something that went wrong and why."),
        ("discussion", "update"),
        (WEDNESDAY,),
        time(10),
        every=2,
    ),
    Starter(
        "stuck",
        _("What are you stuck on?"),
        _("Say it here before it costs you another day. Somebody may have been there before."),
        ("question", "discussion"),
        (TUESDAY,),
        time(9, 30),
    ),
    Starter(
        "customers",
        _("What did you hear from a customer or resident?"),
        _("A compliment, a complaint, a question that keeps coming back."),
        ("discussion", "update"),
        (THURSDAY,),
        time(11),
        every=2,
    ),
    Starter(
        "month",
        _("The month in one picture"),
        _("Which photo shows best what you did this month? Put it below, with one line beside it."),
        ("update", "discussion"),
        (),
        time(14),
        rhythm="monthly_day",
    ),
)


def starter(slug: str) -> Starter | None:
    return next((one for one in STARTERS if one.slug == slug), None)
