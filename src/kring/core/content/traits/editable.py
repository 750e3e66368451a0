"""Editing, with every earlier version kept."""

from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.content import text

SAME_EDIT = timedelta(minutes=10)  # changes by one person within this time are one version


class Editable(models.Model):
    edited_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def edit(self, by, *, title: str, body: str, topics=None) -> bool:
        """Change title and text (clean HTML); the version before is kept. False where nothing changed."""
        if topics is not None:
            self.topics.set(topics)
        if (title, body) == (self.title, self.body):
            if topics is not None:
                self.touch()
            return False
        now = timezone.now()
        if not self.is_draft and not self._just_edited(by, now):
            Revision.objects.create(
                content=self,
                author_id=self._last_editor(),
                title=self.title,
                body=self.body,
                created_at=self.edited_at or self.published_at or self.created_at,
            )
        self.title, self.body, self.excerpt = title, body, text.excerpt(body)
        fields = {"title": title, "body": body, "excerpt": self.excerpt, "version": F("version") + 1}
        if not self.is_draft:
            self.edited_at = fields["edited_at"] = now
        type(self).objects.filter(pk=self.pk).update(**fields)
        self.refresh_from_db(fields=["version"])
        if not self.is_draft:
            record("content.edited", actor=by, group=self.group, content=self)
        return True

    def touch(self) -> None:
        """Something a cached card shows has changed beside title and text."""
        type(self).objects.filter(pk=self.pk).touch()

    def _just_edited(self, by, now) -> bool:
        last = self.events_of("content.edited").first()
        return bool(last and last.actor_id == by.pk and now - last.created_at < SAME_EDIT)

    def _last_editor(self) -> int:
        last = self.events_of("content.edited").first()
        return last.actor_id if last and last.actor_id else self.author_id

    def events_of(self, verb: str):
        """What the log says happened to this, newest first."""
        from kring.core.activity.models import Event

        return Event.objects.filter(content=self, verb=verb).order_by("-id")


class Revision(models.Model):
    """An earlier version of a content's title and text: who wrote it, and when."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="revisions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        app_label = "content"
