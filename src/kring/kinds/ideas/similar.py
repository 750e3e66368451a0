"""Ideas that are like one that is being typed, so that it is said once."""

from kring.core.content.models import Content
from kring.core.search.asking import Question
from kring.core.search.finding import find
from kring.kinds.ideas.models import Idea

SHOWN = 4
SHORTEST = 6


def similar(person, typed: str, without: int = 0) -> list[Content]:
    """At most a few ideas that this person may see, open ones first."""
    words = " ".join(typed.split())[:200]
    if len(words) < SHORTEST:
        return []
    found = find(person, Question(text=words, words=tuple(words.split()), kind="idea")).hits
    ids = list(dict.fromkeys(hit.content.pk for hit in found if isinstance(hit.content, Idea)))
    there = Content.objects.visible_to(person).filter(pk__in=ids, state="published", idea__merged_into=None)
    items = there.select_related("group", "idea").exclude(pk=without).in_bulk()
    return sorted((items[id] for id in ids if id in items), key=lambda item: item.is_open is False)[:SHOWN]
