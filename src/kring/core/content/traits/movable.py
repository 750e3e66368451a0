"""To another group; who may see it follows the group."""

from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.features import registry, switches
from kring.core.refused import Refused


class Movable(models.Model):
    class Meta:
        abstract = True

    @transaction.atomic
    def move(self, by, group) -> None:
        if group.pk == self.group_id:
            return
        if by.roles.get(group.pk) is None or group.is_archived:
            raise Refused(
                _("You can move this only to a group that you are a member of and that isn't archived.")
            )
        if not switches.is_on(registry.feature_of_kind().get(self.kind, ""), group.pk):
            raise Refused(_("That group doesn't use this kind of post."), 400)
        was = self.group
        if self.is_pinned:
            self.unpin(by)
        type(self).objects.filter(pk=self.pk).update(group=group, parent=None, version=F("version") + 1)
        self.group = group
        record("content.moved", actor=by, group=group, content=self, data={"from": was.pk})
