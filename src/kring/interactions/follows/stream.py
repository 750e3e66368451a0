"""What is new from the people and about the topics that somebody follows.

The newest rows of each followed person and topic are merged, as the home stream does it with groups. Of a topic only the
latest items count, so that one with a hundred thousand of them costs no more than another.
"""

from kring.core.content.kind_stream import OWN, READABLE
from kring.core.content.stream import COLUMNS, SIZE, Cursor, Page, per_row, read_page, stored
from kring.core.features import switches

OF_A_TOPIC = 200
MOST = 300  # people and topics each

PEOPLE = f"""SELECT followee_id AS id FROM follows_follow
    WHERE person_id = %s AND followee_id IS NOT NULL AND ended_at IS NULL ORDER BY id DESC LIMIT {MOST}"""
TOPICS = f"""SELECT topic_id AS id FROM follows_follow
    WHERE person_id = %s AND topic_id IS NOT NULL AND ended_at IS NULL ORDER BY id DESC LIMIT {MOST}"""
LATEST = f"""SELECT t.content_id FROM content_content_topics t WHERE t.topic_id = f.id
    ORDER BY t.content_id DESC LIMIT {OF_A_TOPIC}"""


def of(person, before: str = "", size: int = SIZE) -> Page:
    shown, params = _shown(person, before)
    by = f"""SELECT i.id FROM content_content i WHERE i.author_id = f.id AND {shown}
             ORDER BY i.published_at DESC, i.id DESC LIMIT {size + 1}"""  # seen: in readable groups
    about = f"""SELECT i.id FROM content_content i WHERE i.id IN ({LATEST}) AND {shown}
                ORDER BY i.published_at DESC, i.id DESC LIMIT {size + 1}"""  # seen: the same
    columns = ", ".join(f"c.{name}" for name in COLUMNS.split(", "))
    sql = f"""SELECT {columns} FROM content_content c WHERE c.id IN (
                SELECT x.id FROM ({PEOPLE}) f {per_row(by)}
                UNION SELECT x.id FROM ({TOPICS}) f {per_row(about)}
              ) ORDER BY c.published_at DESC, c.id DESC LIMIT {size + 1}"""  # seen: the same
    return read_page(sql, [person.pk, *params, person.pk, *params], size)


def _shown(person, before: str) -> tuple[str, list]:
    on, params = switches.kinds_sql("i")
    where = ["i.state = 'published'", on, f"i.group_id IN ({OWN if person.is_guest else READABLE})"]
    params = [*params, person.pk]
    if before:
        cursor = Cursor.read(before)
        where.append("(i.published_at, i.id) < (%s, %s)")
        params += [stored(cursor.at), cursor.id]
    return " AND ".join(where), params
