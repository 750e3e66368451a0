"""Topics as somebody meets them: those that something is posted about, or that somebody knows about, that they may see.

A topic of which they may see nothing isn't there for them: its name alone would tell what is spoken of behind closed doors.
"""

from collections.abc import Sequence

from django.db import connection
from django.db.models import BooleanField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.http import Http404

from kring.core.content.kind_stream import OWN, READABLE
from kring.core.content.models import Content, Topic
from kring.core.content.stream import COLUMNS, SIZE, Cursor, Page, per_row, read_page, stored
from kring.core.features import switches
from kring.core.people.querysets import known

FEW = 1_000  # so many items are sorted by their time; of more, the last that came in are taken from the index
LATELY = 50  # items of each group that say what is talked about
RELATED = 30
MOST_ABOUT = 60

POSTED = """EXISTS (SELECT 1 FROM content_content_topics t CROSS JOIN content_content i
    WHERE t.topic_id = content_topic.id AND i.id = t.content_id AND i.state IN ('published', 'archived') AND {})"""  # seen: filled with what is readable
KNOWN = """EXISTS (SELECT 1 FROM people_person_expertise e CROSS JOIN people_person p
    WHERE e.topic_id = content_topic.id AND p.id = e.person_id AND p.is_active)"""
MET = """SELECT %s AS id UNION SELECT o.person_id FROM groups_membership m
    JOIN groups_membership o ON o.group_id = m.group_id WHERE m.person_id = %s"""  # whom a guest sees
KNOWN_BY_THEM = f"""content_topic.id IN (SELECT e.topic_id FROM ({MET}) w CROSS JOIN people_person p
    CROSS JOIN people_person_expertise e WHERE p.id = w.id AND p.is_active AND e.person_id = p.id)"""


def visible_topics(person):
    """The topics that this person may know of."""
    person = known(person)
    if person is None:
        return Topic.objects.none()
    shown, params = _shown(person)
    known_by, who = _known_by(person)
    sql = f"({POSTED.format(shown)} OR {known_by})"
    return Topic.objects.filter(RawSQL(sql, [*params, *who], output_field=BooleanField()))  # noqa: S611  ours


def known_about(person):
    """The topics about which somebody whom this person may see, and who is here, knows something."""
    person = known(person)
    if person is None:
        return Topic.objects.none()
    sql, who = _known_by(person)
    return Topic.objects.filter(RawSQL(sql, who, output_field=BooleanField()), merged_into=None)  # noqa: S611  ours


def _known_by(person) -> tuple[str, list]:
    """The condition that somebody whom they may see knows about a topic. A guest meets few, so those are where it begins."""
    return (KNOWN_BY_THEM, [person.pk, person.pk]) if person.is_guest else (KNOWN, [])


def access_topic(person, slug: str) -> Topic:
    """The topic at this address, if the person may know of it (else Http404)."""
    topic = visible_topics(person).filter(slug=slug).first()
    if topic is None:
        raise Http404
    return topic


def may_describe(person) -> bool:
    """Hosts and managers say what a topic is about; managers rename and merge."""
    return person.is_manager or "host" in person.roles.values()


def items(person, topic: Topic, before: str = "", size: int = SIZE) -> Page:
    """What is posted about the topic, newest first. Of a large one, newest is what came in last."""
    shown, params = _shown(person)
    large = _is_large(topic)
    if before:
        cursor = Cursor.read(before)
        shown += " AND t.content_id < %s" if large else " AND (i.published_at, i.id) < (%s, %s)"
        params += [cursor.id] if large else [stored(cursor.at), cursor.id]
    columns = ", ".join(f"i.{name}" for name in COLUMNS.split(", "))
    order = "t.content_id DESC" if large else "i.published_at DESC, i.id DESC"
    sql = f"""SELECT {columns} FROM content_content_topics t CROSS JOIN content_content i
              WHERE t.topic_id = %s AND i.id = t.content_id AND i.state = 'published' AND {shown}
              ORDER BY {order} LIMIT {size + 1}"""  # seen: in readable groups
    return read_page(sql, [topic.pk, *params], size)


def _is_large(topic: Topic) -> bool:
    sql = "SELECT COUNT(*) FROM (SELECT 1 FROM content_content_topics WHERE topic_id = %s LIMIT %s) x"
    with connection.cursor() as cursor:
        cursor.execute(sql, [topic.pk, FEW + 1])
        return cursor.fetchone()[0] > FEW


def lately(person, most: int = 24) -> list[tuple[Topic, int]]:
    """What is talked about in the person's own groups: topics of the latest items there, and of how many."""
    on, params = switches.kinds_sql("i")
    newest = f"""SELECT i.id AS content_id FROM content_content i
                 WHERE i.group_id = m.group_id AND i.state = 'published' AND {on}
                 ORDER BY i.published_at DESC, i.id DESC LIMIT {LATELY}"""  # seen: in own groups
    topics = per_row(newest, "content_content_topics", "content_id")
    sql = f"""SELECT x.topic_id, COUNT(*) AS number FROM groups_membership m {topics} WHERE m.person_id = %s
              GROUP BY x.topic_id ORDER BY number DESC, x.topic_id DESC LIMIT {most}"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, person.pk])
        counts = dict(cursor.fetchall())
    found = Topic.objects.in_bulk(counts)
    return [(found[id], number) for id, number in counts.items()]


def lately_about(person, topic: Topic, kinds: Sequence[str]) -> list[Content]:
    """What of these kinds was posted about it that the person may read, newest first: of the last that came in."""
    shown, params = _shown(person)
    some = ", ".join(["%s"] * len(kinds)) or "''"
    sql = f"""SELECT i.id FROM (SELECT t.content_id FROM content_content_topics t WHERE t.topic_id = %s
                ORDER BY t.content_id DESC LIMIT {FEW}) x CROSS JOIN content_content i
              WHERE i.id = x.content_id AND i.state = 'published' AND i.kind IN ({some}) AND {shown}
              ORDER BY i.published_at DESC, i.id DESC LIMIT {MOST_ABOUT}"""  # seen: in readable groups
    with connection.cursor() as cursor:
        cursor.execute(sql, [topic.pk, *kinds, *params])
        ids = [id for (id,) in cursor.fetchall()]
    items = Content.objects.filter(pk__in=ids)  # seen: the same
    return list(items.select_related("group", "author").defer("body").newest())


def related(person, content: Content, most: int = 4) -> list[Content]:
    """Other items about what this is about: the last ones that came in, whose titles say enough."""
    shown, params = _shown(person)
    last = f"""SELECT t.content_id AS id FROM content_content_topics t WHERE t.topic_id = o.topic_id
               ORDER BY t.content_id DESC LIMIT {RELATED}"""
    sql = f"""SELECT DISTINCT i.id FROM content_content i WHERE i.id IN (
                SELECT x.id FROM content_content_topics o {per_row(last)} WHERE o.content_id = %s
              ) AND i.id <> %s AND i.state = 'published' AND i.title <> '' AND {shown}"""  # seen: in readable groups
    with connection.cursor() as cursor:
        cursor.execute(sql, [content.pk, content.pk, *params])
        ids = [id for (id,) in cursor.fetchall()]
    if not ids:
        return []
    found = Content.objects.filter(pk__in=ids)  # seen: the same
    shown_of_it = ("title", "kind", "published_at", "group__name", "group__slug")
    return list(found.select_related("group").only(*shown_of_it).newest()[:most])


def _shown(person) -> tuple[str, list]:
    """The condition on an item `i` that this person may read it, whatever its state."""
    on, params = switches.kinds_sql("i")
    return f"{on} AND i.group_id IN ({OWN if person.is_guest else READABLE})", [*params, person.pk]


def by_name(person, words: str = "", after: str = ""):
    """Visible topics in the order of their names: those with `words` in it, or those after a name."""
    found = visible_topics(person).filter(merged_into=None)
    if words:
        found = found.filter(name__icontains=words)
    if after:
        found = found.annotate(low=Lower("name")).filter(low__gt=Lower(Value(after)))
    return found.order_by(Lower("name"), "pk")


def letters(found) -> list[tuple[str, list[Topic]]]:
    """Topics under their first letters; what begins with a sign or digit stands under “#”."""
    groups: dict[str, list[Topic]] = {}
    for topic in found:
        first = topic.name[:1].upper()
        groups.setdefault(first if first.isalpha() else "#", []).append(topic)
    return list(groups.items())
