"""Private conversations: their own tables, because Content and Comment are for what is posted, and this is for nobody else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

PERSON = settings.AUTH_USER_MODEL


class Conversation(models.Model):
    """Between two (`pair` is “3-12”, their ids, so that two have one conversation) or in a small group (`pair` is None)."""

    name = models.CharField(max_length=80, blank=True)
    pair = models.CharField(max_length=40, null=True, unique=True)
    started_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    token = models.UUIDField(null=True, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"conversation {self.pk}"

    @property
    def is_pair(self) -> bool:
        return self.pair is not None


class Participant(models.Model):
    """Somebody in a conversation. They see messages with a higher id than `since`; `newest` is the last one there, `read_upto` the
    last one that they have seen. Who left has `left_at`, and sees nothing."""

    conversation = models.ForeignKey(
        Conversation, models.CASCADE, related_name="participants", db_index=False
    )
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    since = models.BigIntegerField(default=0)
    newest = models.BigIntegerField(default=0)
    read_upto = models.BigIntegerField(default=0)
    is_muted = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "person"], name="once_in_a_conversation")
        ]
        indexes = [
            models.Index(fields=["person", "-newest"], name="conversations_of", condition=Q(left_at=None)),
            models.Index(
                fields=["person"],
                name="unread_conversations",
                condition=Q(left_at=None, newest__gt=models.F("read_upto")),
            ),
        ]

    @property
    def is_unread(self) -> bool:
        return self.newest > self.read_upto


class Message(models.Model):
    """What somebody said (`body` is clean HTML, `words` its words in small letters, to search), or a `note` of what happened to the
    conversation itself: `about` is the person whom it concerns. `shared` is the item that was sent along."""

    class Note(models.TextChoices):
        NONE = ""
        ADDED = "added"
        LEFT = "left"
        RENAMED = "renamed"

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    body = models.TextField(blank=True)
    words = models.TextField(blank=True)
    note = models.CharField(max_length=10, choices=Note, default=Note.NONE, blank=True)
    about = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+", db_index=False)
    shared = models.ForeignKey("content.Content", models.SET_NULL, null=True, related_name="+")
    has_shared = models.BooleanField(default=False)
    token = models.UUIDField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "token"], name="message_sent_once")]
        indexes = [models.Index(fields=["conversation", "-id"], name="messages_in_order")]

    def __str__(self) -> str:
        return f"message {self.pk}"  # never its words: this stands in logs


class Block(models.Model):
    """`person` doesn't want to be written to by `blocked`."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+", db_index=False)
    blocked = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "blocked"], name="blocked_once")]


class Habit(models.Model):
    """What somebody chose about messages; no row: as it is by default."""

    person = models.OneToOneField(PERSON, models.CASCADE, primary_key=True, related_name="+")
    shows_reading = models.BooleanField(default=True)
    enter_sends = models.BooleanField(default=True)
