"""The one family: everything people post is a row of Content, everything they answer a row of Comment."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kring.core.content.drafts import Draft
from kring.core.content.querysets import CommentQuerySet, ContentQuerySet
from kring.core.content.readings import Reading
from kring.core.content.traits.archivable import Archivable, Archival
from kring.core.content.traits.binnable import Binnable, Binning
from kring.core.content.traits.commentable import Commentable
from kring.core.content.traits.editable import Editable, Revision
from kring.core.content.traits.movable import Movable
from kring.core.content.traits.pinnable import Pin, Pinnable
from kring.core.content.traits.publishable import Publishable
from kring.core.features import registry
from kring.core.features.addresses import address

__all__ = ["Archival", "Binning", "Comment", "Content", "Draft", "Pin", "Reading", "Revision", "Topic"]


class Topic(models.Model):
    """What something is about: a word that people put on content and on themselves."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    description = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(Lower("name"), name="topic_by_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("topic", slug=self.slug)

    url = property(get_absolute_url)


class Content(Publishable, Editable, Pinnable, Archivable, Movable, Binnable, Commentable, models.Model):
    """Something somebody posted. `kind` names its kind; a row read from the database is an instance of that kind's proxy.

    `body` is sanitised HTML; `excerpt` its first words as plain text; counters are moved by the verbs that change them;
    `version` moves with everything a cached card shows.
    """

    kind = models.CharField(max_length=40, editable=False)
    group = models.ForeignKey("groups.Group", models.CASCADE, related_name="contents")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="contents", db_index=False
    )
    title = models.CharField(_("title"), max_length=250, blank=True)
    body = models.TextField(_("text"), blank=True)
    excerpt = models.CharField(max_length=400, blank=True)
    language = models.CharField(max_length=5, blank=True)
    topics = models.ManyToManyField(Topic, blank=True, related_name="contents")
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="children", db_index=False
    )
    created_at = models.DateTimeField(default=timezone.now)
    review_at = models.DateField(null=True, blank=True)
    origin_url = models.URLField(max_length=500, blank=True)
    data = models.JSONField(default=dict, blank=True)
    token = models.UUIDField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    reaction_count = models.PositiveIntegerField(default=0)
    view_count = models.PositiveIntegerField(default=0)
    is_open = models.BooleanField(null=True)

    opens = False
    """Whether items of this kind wait for something (an answer): then `is_open` is True until it has come. It is None
    where nothing is waited for."""

    author_decides = False
    """Of a kind whose outcome is explained: whether who posted it does that (a poll), beside the hosts of the group."""

    objects = ContentQuerySet.as_manager()

    # A column that is mostly empty has a partial index, and none that is the beginning of another's: SQLite's planner
    # takes an index full of NULLs for a good one, and reads half the table through it.
    class Meta:
        indexes = [
            models.Index(
                fields=["group", "-published_at", "-id"], name="stream", condition=models.Q(state="published")
            ),
            models.Index(
                fields=["group", "kind", "-published_at", "-id"],
                name="stream_of_kind",
                condition=models.Q(state="published"),
            ),
            models.Index(
                fields=["kind", "-published_at", "-id"], name="by_kind", condition=models.Q(state="published")
            ),
            models.Index(
                fields=["kind", "is_open", "published_at", "id"],
                name="waiting",
                condition=models.Q(state="published", is_open__isnull=False),
            ),
            models.Index(
                fields=["group", "kind", "is_open", "published_at", "id"],
                name="waiting_in_group",
                condition=models.Q(state="published", is_open__isnull=False),
            ),
            models.Index(fields=["author", "-published_at", "-id"], name="by_author"),
            models.Index(fields=["parent"], name="children", condition=models.Q(parent__isnull=False)),
            models.Index(fields=["published_at"], name="to_publish", condition=models.Q(state="scheduled")),
            models.Index(fields=["group"], name="pinned", condition=models.Q(is_pinned=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["token"], name="one_content_per_form", condition=models.Q(token__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.excerpt[:80]

    @classmethod
    def from_db(cls, db, field_names, values):
        """A row becomes its kind without a query. A row of a kind that isn't installed stays plain Content."""
        row = super().from_db(db, field_names, values)
        if "kind" in field_names and (model := registry.kind_model(row.kind)) is not None:
            row.__class__ = model
        return row

    @classmethod
    def may_post(cls, person, group) -> bool:
        """May `person` post one of this kind in a group that they are in? Of the group `id` and `is_everyone` are known."""
        return True

    def follow_best(self) -> None:
        """A comment that is marked as the best one came in with an import: a kind that heeds it sets what depends on it."""

    @property
    def spec(self):
        """The kind's declaration (label, icon, hue); None where the kind isn't installed."""
        return registry.kinds().get(self.kind)

    @property
    def is_long(self) -> bool:
        """Longer than a card shows."""
        return (
            len(self.body) > 700
            or self.body.count("<p") + self.body.count("<li") + self.body.count("<br") > 6
        )

    @property
    def heading(self) -> str:
        """What this is called in a list, a sentence or a window's title, also where it has no title."""
        if self.title:
            return self.title
        return self.excerpt if len(self.excerpt) <= 70 else self.excerpt[:69].rsplit(" ", 1)[0] + "…"

    def get_absolute_url(self) -> str:
        return address("content", id=self.pk)

    url = property(get_absolute_url)


class Comment(models.Model):
    """An answer to content, or (one level deep) to another comment. A deleted comment keeps its place while it has
    answers; its words are gone. `data["room"]`: somebody said it in a room ({"by": their name, or ""}), its author typed it in."""

    content = models.ForeignKey(Content, models.CASCADE, related_name="comments", db_index=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments", db_index=False
    )
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="replies", db_index=False
    )
    body = models.TextField()
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    is_best = models.BooleanField(default=False)
    data = models.JSONField(default=dict, blank=True)
    token = models.UUIDField(null=True, editable=False)
    reaction_count = models.PositiveIntegerField(default=0)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["content", "created_at", "id"], name="thread"),
            models.Index(fields=["author", "-created_at"], name="comments_of"),
            models.Index(fields=["parent"], name="answers", condition=models.Q(parent__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["token"], name="one_comment_per_form", condition=models.Q(token__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    def get_absolute_url(self) -> str:
        return address("comment", id=self.content_id, comment_id=self.pk)
