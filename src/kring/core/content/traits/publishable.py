"""Draft, schedule, publish."""

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.states import State
from kring.core.refused import Refused


class Publishable(models.Model):
    """`published_at` of a scheduled item is when it will appear; a draft that has one was held back at that moment."""

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

    @property
    def is_scheduled(self) -> bool:
        return self.state == State.SCHEDULED

    @property
    def was_held_back(self) -> bool:
        return self.state == State.DRAFT and self.published_at is not None

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
        """Publish at a later moment; again, at another one."""
        if not self.is_draft:
            raise Refused(_("This has been published already."), 400)
        if at <= timezone.now():
            raise Refused(_("Choose a moment in the future."), 400)
        if self.is_scheduled and self.published_at == at:
            return
        self._wait(State.SCHEDULED, at)
        record("content.scheduled", actor=by, group=self.group, content=self, data={"at": at.isoformat()})

    @transaction.atomic
    def unschedule(self, by) -> None:
        """A draft again, that waits for its author; also puts away the note that it was held back."""
        if self.is_scheduled or self.was_held_back:
            self._wait(State.DRAFT, None)
            record("content.unscheduled", actor=by, group=self.group, content=self)

    @transaction.atomic
    def hold_back(self) -> None:
        """Its time has come but it can't be posted: a draft again, that remembers when it should have appeared."""
        if self.is_scheduled:
            self._wait(State.DRAFT, self.published_at)
            record("content.held_back", person=self.author, group=self.group, content=self)

    def _wait(self, state: State, at) -> None:
        type(self).objects.filter(pk=self.pk).update(state=state, published_at=at, version=F("version") + 1)
        self.state, self.published_at = state, at
