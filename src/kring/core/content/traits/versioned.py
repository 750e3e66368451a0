"""Earlier versions of title and text: kept, listed, and put back."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.web import times


class Revision(models.Model):
    """An earlier version of a content's title and text: who wrote it, when, and what they said they changed."""

    content = models.ForeignKey("content.Content", models.CASCADE, related_name="revisions")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        app_label = "content"


class Versioned(models.Model):
    class Meta:
        abstract = True

    def latest(self) -> Revision:
        """What stands there now, in the shape of the versions before it; it has no row."""
        last = self.events_of("content.edited").first()
        return Revision(
            content=self,
            author_id=last.actor_id if last and last.actor_id else self.author_id,
            title=self.title,
            body=self.body,
            note=(last.data.get("note") or "") if last else "",
            created_at=self.edited_at or self.published_at or self.created_at,
        )

    def keep_version(self) -> Revision:
        """Before it changes: what stands there now becomes an earlier version."""
        row = self.latest()
        row.save(force_insert=True)
        return row

    def go_back(self, by, revision: Revision) -> bool:
        """Put an earlier version in place; what stood there is kept as the newest of the earlier ones."""
        note = _("Back to the version of %(moment)s") % {"moment": times.moment(revision.created_at)}
        return self.edit(by, title=revision.title, body=revision.body, note=note, apart=True)

    def events_of(self, verb: str):
        """What the log says happened to this, newest first."""
        from kring.core.activity.models import Event

        return Event.objects.filter(content=self, verb=verb).order_by("-id")
