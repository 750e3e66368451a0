"""Lists of people from A to Z, read from the index of words in its own order (see words.py)."""

from collections.abc import Sequence

from kring.core.people.models import Person, PersonWord
from kring.core.people.querysets import known
from kring.core.people.words import MOST_TYPED, split


def from_a_to_z(viewer, typed: str = "", filters: Sequence[str] = (), active: bool = True, sign: str = ""):
    """Rows of words, each with its `person`: those whom `viewer` may know, who have, for each typed word, one that begins
    so (`sign` "@": in their name) and all of `filters` (words too: see `filter_word`). `name` and `person_id` are the place
    in the list.

    The first filter, or the word that everybody has, is the part of the index that is walked; the others are looked
    up. So a page of a department costs its own rows, and a page of everybody the first ones.
    """
    viewer, words = known(viewer), list(dict.fromkeys(split(typed)))[:MOST_TYPED]
    if viewer is None or (typed.strip() and not words):
        return PersonWord.objects.none()
    walked, *others = filters or ("",)
    rows = PersonWord.objects.equal(walked, active)
    for word in others:
        rows = rows.filter(person__in=PersonWord.objects.equal(word, active).values("person_id"))
    for word in words:
        rows = rows.filter(person__in=PersonWord.objects.beginning(sign + word, active).values("person_id"))
    if viewer.is_guest:
        rows = rows.filter(person__in=Person.objects.visible_to(viewer).values("pk"))
    rows = rows.select_related("person").defer("person__password", "person__bio")
    return rows.order_by("name", "person_id")
