"""Out of the stream but still readable: nothing can be added."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.states import State
from kring.core.refused import Refused


class Archival(models.Model):
    content = models.OneToOneField("content.Content", models.CASCADE, related_name="archival")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "content"


class Archivable(models.Model):
    class Meta:
        abstract = True

    @property
    def is_archived(self) -> bool:
        return self.state == State.ARCHIVED

    @transaction.atomic
    def archive(self, by) -> None:
        if self.is_archived:
            return
        if not self.is_published:
            raise Refused(_("Only what is published can be archived."), 400)
        Archival.objects.get_or_create(content=self, defaults={"by": by})
        self._become(State.ARCHIVED)
        record("content.archived", actor=by, group=self.group, content=self)

    @transaction.atomic
    def unarchive(self, by) -> None:
        if not self.is_archived:
            return
        Archival.objects.filter(content=self).delete()
        self._become(State.PUBLISHED)
        record("content.unarchived", actor=by, group=self.group, content=self)

    def _become(self, state: State) -> None:
        type(self).objects.filter(pk=self.pk).update(state=state, version=F("version") + 1)
        self.state = state
