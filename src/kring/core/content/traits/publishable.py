"""Draft, schedule, publish."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.states import State
from kring.core.refused import Refused


class Publishable(models.Model):
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_draft(self) -> bool:
        return self.state in (State.DRAFT, State.SCHEDULED)

    @transaction.atomic
    def publish(self, by) -> None:
        """Everybody who may read the group sees it from now on."""
        if not self.is_draft:
            return
        if not self.body and not self.title:
            raise Refused(_("There is nothing to post yet: write something first."), 400)
        self.state, self.published_at = State.PUBLISHED, timezone.now()
        self.version += 1
        self.save(update_fields=["state", "published_at", "version"])
        type(self.group).objects.filter(pk=self.group_id).update(last_post_at=self.published_at)
        record("content.published", actor=by, group=self.group, content=self)

    @transaction.atomic
    def schedule(self, by, at) -> None:
        """Publish at a later moment."""
        if not self.is_draft:
            raise Refused(_("This has been published already."), 400)
        if at <= timezone.now():
            raise Refused(_("Choose a moment in the future."), 400)
        type(self).objects.filter(pk=self.pk).update(
            state=State.SCHEDULED, published_at=at, version=F("version") + 1
        )
        self.state, self.published_at = State.SCHEDULED, at
