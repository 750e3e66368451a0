"""The map: what somebody here knows about, A to Z, each with how many people and some of their faces.

A page is five queries, however many people there are: its topics from the index of their names, how many know each (no
more than MOST_COUNTED are counted), those who are confirmed by most, anybody else, and their faces.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q, Value
from django.db.models.functions import Lower

from kring.core.content.models import Topic
from kring.core.content.stream import per_row
from kring.core.content.topics import MET, known_about
from kring.core.people.models import Person
from kring.tools.knowledge.place import place, read

SIZE = 40
FACES = 4
MOST_COUNTED = 200

WHO = """people_person_expertise e CROSS JOIN people_person p
    WHERE e.topic_id = t.id AND p.id = e.person_id AND p.is_active"""
MOST = f"""SELECT s.id FROM knowledge_standing s CROSS JOIN people_person p CROSS JOIN people_person_expertise e
    WHERE s.topic_id = t.id AND p.id = s.person_id AND p.is_active AND e.person_id = p.id AND e.topic_id = t.id
    ORDER BY s.number DESC, s.person_id LIMIT {FACES}"""


@dataclass
class Subject:
    """`count` is at most MOST_COUNTED; `more` says that there are more than that."""

    topic: Topic
    count: int = 0
    people: list[Person] = field(default_factory=list)

    @property
    def more(self) -> bool:
        return self.count > MOST_COUNTED

    @property
    def shown(self) -> int:
        return min(self.count, MOST_COUNTED)


@dataclass
class Page:
    subjects: list[Subject]
    after: str  # the place of the next page, "" on the last one


def page(viewer, words: str = "", letter: str = "", after: str = "", size: int = SIZE) -> Page:
    """What people whom `viewer` may see know about: with `words` in its name, from `letter` on, after a place."""
    found = known_about(viewer).annotate(low=Lower("name")).order_by("low", "pk")
    if words:
        found = found.filter(name__icontains=words)
    if letter:
        found = found.filter(low__gte=letter)
    if after:
        pk, name = read(after)
        low = Lower(Value(name))
        found = found.filter(Q(low__gt=low) | Q(low=low, pk__gt=pk))
    topics = list(found[: size + 1])
    more, topics = len(topics) > size, topics[:size]
    return Page(described(viewer, topics), place(topics[-1].pk, topics[-1].name) if more else "")


def described(viewer, topics: list[Topic]) -> list[Subject]:
    """These topics with the people who know about them, as far as `viewer` may see those."""
    if not topics:
        return []
    counts, faces = (_of_guest if viewer.is_guest else _of_member)(viewer, [topic.pk for topic in topics])
    wanted = {person for some in faces.values() for person in some[:FACES]}
    people = Person.objects.visible_to(viewer).defer("password", "bio").in_bulk(wanted)
    return [
        Subject(
            topic,
            counts.get(topic.pk, 0),
            [people[one] for one in faces[topic.pk][:FACES] if one in people],
        )
        for topic in topics
    ]


Found = tuple[dict[int, int], dict[int, list[int]]]
"""Topic → how many; topic → people."""


def _of_member(_viewer, topics: list[int]) -> Found:
    """Members see everybody: a few rows of each topic from its indexes."""
    count = f"SELECT COUNT(*) FROM (SELECT e.id FROM {WHO} LIMIT {MOST_COUNTED + 1}) x"
    most = per_row(MOST, "knowledge_standing")
    anybody = per_row(f"SELECT e.id FROM {WHO} LIMIT {FACES}", "people_person_expertise")
    counts = dict(_read(f"SELECT t.id, ({count}) FROM content_topic t", topics))
    rows = _read(
        f"SELECT t.id, x.person_id FROM content_topic t {most}", topics, order="x.number DESC, x.person_id"
    )
    rows += _read(f"SELECT t.id, x.person_id FROM content_topic t {anybody}", topics)
    faces: dict[int, list[int]] = defaultdict(list)
    for topic, person in dict.fromkeys(rows):
        faces[topic].append(person)
    return counts, faces


def _of_guest(viewer, topics: list[int]) -> Found:
    """A guest sees few: what these know. By how many somebody is confirmed isn't a guest's to know."""
    sql = f"""SELECT t.id, p.id FROM ({MET}) w CROSS JOIN people_person p CROSS JOIN people_person_expertise e
        CROSS JOIN content_topic t"""
    joined = "p.id = w.id AND p.is_active AND e.person_id = p.id AND t.id = e.topic_id"
    faces: dict[int, list[int]] = defaultdict(list)
    for topic, person in _read(sql, topics, [viewer.pk, viewer.pk], joined, order="p.id"):
        faces[topic].append(person)
    return {topic: len(some) for topic, some in faces.items()}, faces


def _read(sql: str, topics: list[int], params=(), where: str = "1 = 1", order: str = "t.id") -> list[tuple]:
    ids = ", ".join(map(str, topics))  # numbers of ours
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE {where} AND t.id IN ({ids}) ORDER BY {order}", list(params))
        return cursor.fetchall()
