"""How many results each choice of a filter would leave, of those that were looked at."""

from collections import Counter
from collections.abc import Iterable

from django.db import connection

from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.search.asking import Choice
from kring.core.search.ranking import Candidate
from kring.core.search.seeing import among

MOST = 8


def choices(person, rows: list[Candidate], at_least: bool) -> dict[str, list[Choice]]:
    """For kind, group, author and topic the most frequent values, with their numbers."""
    kinds = Counter(row.kind for row in rows).most_common(MOST)
    groups = Counter(row.group_id for row in rows).most_common(MOST)
    authors = Counter(row.author_id for row in rows if row.author_id).most_common(MOST)
    named = _named(Group.objects.visible_to(person), groups, "slug")
    people = _named(Person.objects.visible_to(person), authors, "handle")
    return {
        "kind": [
            Choice(kind, str(registry.kinds()[kind].plural), number, at_least)
            for kind, number in kinds
            if kind in registry.kinds()
        ],
        "group": [Choice(*named[id], number, at_least) for id, number in groups if id in named],
        "author": [Choice(*people[id], number, at_least) for id, number in authors if id in people],
        "topic": _topics(rows, at_least),
    }


def _named(visible, counted: Iterable[tuple[int | None, int]], slug: str) -> dict[int, tuple[str, str]]:
    rows = visible.filter(among(visible.model, [id for id, _number in counted if id]))
    return {id: (called, name) for id, called, name in rows.values_list("pk", slug, "name")}


def _topics(rows: list[Candidate], at_least: bool) -> list[Choice]:
    ids = ",".join(str(row.content_id) for row in rows)
    sql = f"""SELECT t.slug, t.name, COUNT(*) AS number FROM content_content_topics c JOIN content_topic t ON t.id = c.topic_id
              WHERE c.content_id IN ({ids or 0}) GROUP BY t.slug, t.name ORDER BY number DESC, t.slug LIMIT {MOST}"""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [Choice(slug, name, number, at_least) for slug, name, number in cursor.fetchall()]
