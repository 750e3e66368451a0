"""What the filters offer: the departments, locations and topics that most people have, each with how many."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count

from kring.core.content.models import Topic
from kring.core.people.models import Person
from kring.core.people.words import FILTERS, PersonWord, filter_word
from kring.tools.directory.asked import Asked

MOST = 60
MINUTE = 60


@dataclass
class Choice:
    value: str
    label: str
    count: int | None = None


def choices(viewer, asked: Asked) -> dict[str, list[Choice]]:
    """Filter → what can be chosen, by name. Members all see the same people, so what they may choose is counted once a
    minute; for a guest only people of their groups count."""
    made = (
        counted(viewer)
        if viewer.is_guest
        else cache.get_or_set("directory:choices", lambda: counted(viewer), MINUTE)
    )
    found = {}
    for name in FILTERS:
        chosen = asked.filters.get(name)
        known = list(made[name])
        if chosen and all(choice.value != chosen for choice in known):
            known.append(Choice(chosen, chosen))
        found[name] = known
    return found


def counted(viewer) -> dict[str, list[Choice]]:
    """One query a filter, and one for the names of topics."""
    found = {name: _most(viewer, name) for name in FILTERS}
    names = dict(
        Topic.objects.filter(slug__in=[c.value for c in found["expertise"]]).values_list("slug", "name")
    )
    for choice in found["expertise"]:
        choice.label = names.get(choice.value, choice.value)
    return {name: sorted(some, key=lambda choice: choice.label.lower()) for name, some in found.items()}


def _most(viewer, of: str) -> list[Choice]:
    begin = filter_word(of, "")
    rows = PersonWord.objects.filter(active__in=[True], word__gte=begin, word__lt=begin[:-1] + ";")
    if viewer.is_guest:
        rows = rows.filter(person__in=Person.objects.visible_to(viewer).values("pk"))
    most = rows.values_list("word").annotate(people=Count("pk")).order_by("-people", "word")[:MOST]
    return [Choice(word[len(begin) :], word[len(begin) :], people) for word, people in most]
