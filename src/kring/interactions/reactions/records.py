"""Reactions from elsewhere. Here a person gives one to a thing; a second one is kept for an export, and not counted."""

from django.db import connection

from kring.core.content.models import Comment, Content
from kring.core.features.fields import BadRecord, Link, Text, Time
from kring.core.features.records import Dumper, Loader
from kring.interactions.reactions.models import Reaction

SAME = {  # what other systems call ours
    "+1": "like", "thumbsup": "like", "thumbs_up": "like", "heart": "love", "tada": "celebrate", "party": "celebrate",
    "bulb": "insightful", "idea": "insightful", "joy": "funny", "laughing": "funny", "haha": "funny", "smile": "funny",
    "handshake": "support", "pray": "support", "muscle": "support", "clap": "celebrate", "thanks": "support",
}  # fmt: skip

NAMES = frozenset(Reaction.Emoji.values)
ONE = ("content_id", "comment_id", "person_id")


class Load(Loader):
    type = "reaction"
    after = ("comment",)
    fields = {
        "person": Link("person", required=True),
        "content": Link("content", strict=True),
        "comment": Link("comment", strict=True),
        "emoji": Text(limit=60, exact=True),
        "created_at": Time(),
    }

    def read(self, record):
        values, links, extra = super().read(record)
        if ("content" in links) == ("comment" in links):
            raise BadRecord("a reaction names one thing: content or comment")
        return values, links, extra

    def key(self, record) -> str:
        parts = (record.get(name) or "" for name in ("person", "content", "comment", "emoji"))
        return "|".join(parts)

    def write(self, items, batch) -> None:
        comments = {item.values["comment"] for item in items if "comment" in item.values}
        contents = dict(Comment.objects.filter(pk__in=comments).values_list("pk", "content_id"))
        rows: dict[tuple, tuple] = {}
        for item in items:
            values = item.values
            comment = values.get("comment")
            content = contents[comment] if comment else values["content"]
            row = {"content_id": content, "comment_id": comment, "person_id": values["person"]}
            row["emoji"] = self._emoji(item, batch)
            if values.get("created_at"):
                row["created_at"] = values["created_at"]
            if item.object_id:
                Reaction.objects.filter(pk=item.object_id).update(**row)
            elif (thing := tuple(row[name] for name in ONE)) in rows:
                batch.keep(item, item.record, "second")
            else:
                rows[thing] = item, row
        ids = batch.insert(Reaction, [row for _, row in rows.values()], ONE)
        for (item, row), id in zip(rows.values(), ids, strict=True):
            item.object_id = id
            if id is None:
                batch.keep(item, item.record, "second")
            elif row["comment_id"]:
                batch.count(Comment, "reaction_count", row["comment_id"], 1)
            else:
                batch.count(Content, "reaction_count", row["content_id"], 1)

    def _emoji(self, item, batch) -> str:
        name = (item.values.get("emoji") or "like").lower().strip(":")
        name = SAME.get(name, name)
        if name in NAMES:
            return name
        item.extra["emoji"] = item.values["emoji"]
        batch.note(item, f"reaction: there is no “{name}” here; taken as a like, its name is kept")
        return "like"

    def repair(self) -> int:
        wrong = 0
        for model, where in (
            (Content, "content_id = {t}.id AND comment_id IS NULL"),
            (Comment, "comment_id = {t}.id"),
        ):
            table = model._meta.db_table
            count = f"(SELECT COUNT(*) FROM reactions_reaction WHERE {where.format(t=table)})"
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET reaction_count = {count} WHERE reaction_count <> {count}")
                wrong += cursor.rowcount
        return wrong


class Dump(Dumper):
    type = "reaction"
    group = "content__group"
    links = {
        "person": ("person", "person_id"),
        "content": ("content", "content_id"),
        "comment": ("comment", "comment_id"),
    }

    def rows(self):
        return Reaction.objects.all()

    def record(self, row, out):
        """A like is what a reaction is unless it says otherwise; so it can also be one that has no name here."""
        return {
            **({"content": None} if row.comment_id else {}),
            "emoji": None if row.emoji == Reaction.Emoji.LIKE else row.emoji,
            "created_at": row.created_at,
        }
