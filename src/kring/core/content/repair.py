"""Counters, set to what they should be: for a database that something else has written to."""

from django.db import connection, transaction

RULES = (
    ("content_content", "comment_count", "SELECT COUNT(*) FROM content_comment WHERE content_id = content_content.id"
     " AND deleted_at IS NULL"),
    ("content_content", "last_activity_at", "SELECT COALESCE((SELECT MAX(c.created_at) FROM content_comment c"
     " WHERE c.content_id = content_content.id AND c.created_at > COALESCE(content_content.published_at,"
     " content_content.created_at)), content_content.last_activity_at)"),
    ("content_content", "is_pinned", "SELECT COUNT(*) > 0 FROM content_pin WHERE content_id = content_content.id"),
    ("groups_group", "member_count", "SELECT COUNT(*) FROM groups_membership WHERE group_id = groups_group.id"),
    ("groups_group", "last_post_at", "SELECT MAX(published_at) FROM content_content WHERE group_id = groups_group.id"
     " AND state = 'published'"),
)  # fmt: skip


def repair() -> dict[str, int]:
    """Set every counter right, and move the versions of what showed a wrong one. Returns “table.column” → how many
    were wrong. Counters of features are repaired by their record loaders."""
    return {f"{table}.{column}": _repair(table, column, rule) for table, column, rule in RULES}


@transaction.atomic
def _repair(table: str, column: str, rule: str) -> int:
    with connection.cursor() as cursor:
        different = f"{column} IS DISTINCT FROM ({rule})"
        if connection.vendor == "sqlite":
            different = f"{column} IS NOT ({rule})"
        cursor.execute(f"UPDATE {table} SET {column} = ({rule}), version = version + 1 WHERE {different}")
        return cursor.rowcount
