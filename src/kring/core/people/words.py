"""What people are found by, one row a word: the words of their name, handle, job, department, location and expertise.

Words are small letters and digits without accents, so that a typed beginning is a range of an index, on both databases.
Three more sorts of words begin with a sign that nobody can type into one: `@jansen` is a word of the name, `#department:
Finance` a filter, and the empty word is everybody's. `name` is what lists are sorted by; it stands in the index, so that
a page of any list is read in its order. Ended accounts (`active` is false) are at another place of the index.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings
from django.db import models
from text_unidecode import unidecode

MOST_TYPED = 6
MOST_WORDS = 80
FILTERS = ("department", "location", "expertise")
JOINED = re.compile(r"['’.‐-]")
WORD = re.compile(r"[a-z0-9]+")
AFTER = "{"  # the first character after the last letter


class PersonWordQuerySet(models.QuerySet):
    def beginning(self, word: str, active: bool | None = True):
        """Words that begin so; of everybody, where `active` is None."""
        where = [True, False] if active is None else [active]
        return self.filter(active__in=where, word__gte=word, word__lt=word + AFTER)

    def equal(self, word: str, active: bool = True):
        """Said as IN: `WHERE active` alone keeps SQLite from reading the index in its order."""
        return self.filter(active__in=[active], word=word)


class PersonWord(models.Model):
    """`person` is found by `word`. The columns are compared by their bytes (see the migration)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="words")
    active = models.BooleanField()
    word = models.CharField(max_length=140)
    name = models.CharField(max_length=120)

    objects = PersonWordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["active", "word", "name", "person"], name="people_by_word"),
        ]


def split(text: str) -> list[str]:
    """“Zoë van-Dijk” → zoe, van, dijk."""
    return WORD.findall((text if text.isascii() else unidecode(text)).lower())


def sort_name(name: str) -> str:
    return " ".join(split(name))[:120]


def filter_word(of: str, value: str) -> str:
    """The word of everybody whose department (location, expertise) is `value`."""
    return f"#{of}:{value}"[:140]


def words_of(person, topics: Iterable) -> set[str]:
    """Everything this person is found by; `topics` are those of their expertise."""
    names = [*split(person.name), *split(JOINED.sub("", person.name)), *split(person.handle)]
    topics = list(topics)
    others = split(" ".join([person.title, person.department, person.location, *(t.name for t in topics)]))
    words = dict.fromkeys(word[:40] for word in [*names, *others])
    found = {"", *islice(words, MOST_WORDS), *(f"@{word[:40]}" for word in names[:MOST_WORDS])}
    found |= {filter_word("expertise", topic.slug) for topic in topics}
    for of in ("department", "location"):
        if value := getattr(person, of).strip():
            found.add(filter_word(of, value))
    return found


def rows_of(people, row: type[PersonWord] = PersonWord) -> Iterator[PersonWord]:
    """The rows of `people`, whose expertise has been read with them."""
    for person in people:
        name = sort_name(person.name)
        for word in words_of(person, person.expertise.all()):
            yield row(person_id=person.pk, active=person.is_active, word=word, name=name)


def index(ids: Iterable[int]) -> None:
    """Write anew what these people are found by: for every verb that changes it, within its transaction."""
    from kring.core.people.models import Person

    ids = sorted(ids)
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        people = Person.objects.filter(pk__in=some).prefetch_related("expertise")
        PersonWord.objects.filter(person__in=some).delete()
        PersonWord.objects.bulk_create(rows_of(people), batch_size=500)
