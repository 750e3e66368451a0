"""Editing, with every earlier version kept."""

from datetime import timedelta

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from kring.core.activity.log import record
from kring.core.content import text
from kring.core.content.traits.versioned import Revision, Versioned

__all__ = ["Editable", "Revision"]
SAME_EDIT = timedelta(minutes=10)  # changes by one person within this time are one version


class Editable(Versioned):
    """`edited_together`: of such a kind every member of the group edits what is published, not only its author;
    `edited_by_hosts`: its hosts do."""

    edited_together = False
    edited_by_hosts = False
    edited_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def edit(self, by, *, title: str, body: str, topics=None, note: str = "", apart: bool = False) -> bool:
        """Change title and text (clean HTML); the version before is kept. False where nothing changed.

        `note` says what was changed; `apart` makes a version of its own also within ten minutes of the last one."""
        from kring.core.content import naming

        if topics is not None:
            self.topics.set(topics)
        was = self.body
        if body != was and not self._stood(body):
            body = naming.settled(body, by, was)
        if (title, body) == (self.title, self.body):
            if topics is not None:
                naming.put_topics(self)
                self.touch()
            return False
        now = timezone.now()
        if not self.is_draft:
            last = self.events_of("content.edited").first()
            if not apart and last and last.actor_id == by.pk and now - last.created_at < SAME_EDIT:
                note = note or last.data.get("note") or ""
            else:
                self.keep_version()
        self.title, self.body, self.excerpt = title, body, text.excerpt(body)
        fields = {"title": title, "body": body, "excerpt": self.excerpt, "version": F("version") + 1}
        if not self.is_draft:
            self.edited_at = fields["edited_at"] = now
        type(self).objects.filter(pk=self.pk).update(**fields)
        naming.put_topics(self, was if topics is None else "")
        self.refresh_from_db(fields=["version"])
        if not self.is_draft:
            data: dict[str, object] = {"note": note} if note else {}
            if named := naming.added(body, was):
                data["named"] = named
            record("content.edited", actor=by, group=self.group, content=self, data=data)
        return True

    def _stood(self, body: str) -> bool:
        """An earlier version comes back to the letter, whomever it names."""
        return "data-" in body and self.revisions.filter(body=body).exists()

    def touch(self) -> None:
        """Something a cached card shows has changed beside title and text."""
        type(self).objects.filter(pk=self.pk).touch()
