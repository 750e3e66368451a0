"""The filters of a search in words: each with the address of the same search without it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content.topics import visible_topics
from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search.address import Asked
from kring.core.search.asking import Found, Question
from kring.core.web import times

PERIODS = (("week", 7), ("month", 31), ("year", 366))


@dataclass(frozen=True)
class Chip:
    """`label` is what is chosen, `name` what it narrows; `off` the search without it."""

    name: str
    label: str
    off: str


@dataclass(frozen=True)
class Control:
    """One filter: what it is called, what is chosen in it, and its choices as (label, address, count or "", chosen)."""

    name: str
    label: str
    icon: str
    chosen: str
    choices: list[tuple[str, str, str, bool]]


def chips(person, asked: Asked, question: Question, found: Found) -> list[Chip]:
    known = {(name, choice.value): choice.label for name, some in found.choices.items() for choice in some}
    made = []
    for name in ("kind", "group", "author", "topic"):
        if value := getattr(question, name):
            label = known.get((name, value)) or str(LABELS[name](person, value))
            made.append(Chip(name, label, asked.but(**{name: ""})))
    if question.after:
        made.append(
            Chip("after", _("From %(day)s") % {"day": times.date(question.after)}, asked.but(after=""))
        )
    if question.before:
        label = _("Before %(day)s") % {"day": times.date(question.before)}
        made.append(Chip("before", label, asked.but(before="")))
    return made


def _kind(person, slug: str):
    spec = registry.kinds().get(slug)
    return spec.plural if spec else slug


def _group(person, slug: str):
    return Group.objects.visible_to(person).filter(slug=slug).values_list("name", flat=True).first() or slug


def _author(person, handle: str):
    seen = Person.objects.visible_to(person)
    return seen.filter(handle=handle).values_list("name", flat=True).first() or handle


def _topic(person, slug: str):
    return visible_topics(person).filter(slug=slug).values_list("name", flat=True).first() or slug


LABELS = {"kind": _kind, "group": _group, "author": _author, "topic": _topic}


def controls(asked: Asked, question: Question, found: Found) -> list[Control]:
    """Those that there is something to choose in."""
    words = {
        "kind": (_("Kind"), "shapes"),
        "group": (_("Group"), "users-round"),
        "author": (_("Author"), "user"),
        "topic": (_("Topic"), "hash"),
    }
    made = [_control(asked, question, name, *words[name], found.choices.get(name, [])) for name in words]
    return [one for one in made if len(one.choices) > 1 or one.chosen] + [_period(asked, question)]


def _control(asked: Asked, question: Question, name: str, label: str, icon: str, some) -> Control:
    value = getattr(question, name)
    choices = [
        (one.label, asked.but(**{name: one.value}), f"{one.count}+" if one.at_least else str(one.count), one.value == value)
        for one in some
    ]  # fmt: skip
    if value:
        choices.insert(0, (_("All"), asked.but(**{name: ""}), "", False))
    chosen = next((choice[0] for choice in choices if choice[3]), "")
    return Control(name, label, icon, chosen, choices)


def _period(asked: Asked, question: Question) -> Control:
    today: date = timezone.localdate()
    labels = {"week": _("Past week"), "month": _("Past month"), "year": _("Past year")}
    days = [(labels[name], (today - timedelta(days=number)).isoformat()) for name, number in PERIODS]
    choices = [
        (label, asked.but(after=day, before=""), "", question.after is not None and question.after.isoformat() == day)
        for label, day in days
    ]  # fmt: skip
    if question.after or question.before:
        choices.insert(0, (_("Any time"), asked.but(after="", before=""), "", False))
    chosen = next((choice[0] for choice in choices if choice[3]), "")
    return Control("period", _("When"), "calendar", chosen, choices)
