"""Places: where people read what is neither content nor in a group. A place is written as “conversation:12”."""

from collections.abc import Iterable

from kring.core.features import registry, switches
from kring.core.features.addresses import address
from kring.core.features.hooks import Place


def name(place: str, number: int) -> str:
    return f"{place}:{number}"


def is_one(text: str) -> bool:
    return text.partition(":")[0] in registry.by_name("places")


def readers(place: str, people: Iterable[int]) -> set[int]:
    """Those of `people` (ids) who may read there now; nobody where the place isn't known, or its feature is off."""
    declared, number = _known(place)
    return set(registry.load(declared.readers)(number, set(people))) if declared else set()


def may_read(place: str, person) -> bool:
    return person.pk in readers(place, [person.pk])


def url(place: str) -> str:
    """Its page; "/" where it has none."""
    declared, number = _known(place)
    return address(declared.page, **{f"{declared.name}_id": number}) if declared and declared.page else "/"


def titles(subjects: Iterable[str]) -> dict[str, str]:
    """Place → what it is called, of those that have a name. One question for each sort of place."""
    numbers: dict[str, set[int]] = {}
    for subject in subjects:
        declared, number = _known(subject) if is_one(subject) else (None, 0)
        if declared and declared.titles:
            numbers.setdefault(declared.name, set()).add(number)
    found = {}
    for word, some in numbers.items():
        declared = registry.by_name("places")[word][1]
        found |= {name(word, number): title for number, title in registry.load(declared.titles)(some).items()}
    return found


def _known(place: str) -> tuple[Place | None, int]:
    word, _, number = place.partition(":")
    feature, declared = registry.by_name("places").get(word, (None, None))
    if feature is None or not switches.is_on(feature.slug) or not number.isdecimal():
        return None, 0
    return declared, int(number)
