"""Updates: a short message to a group, the commonest thing people post."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Kind, MailTo
from kring.core.features.manifest import Feature


class Updates(Feature):
    name = "kring.kinds.updates"
    label = "updates"
    slug = "updates"
    title = _("Updates")
    description = _("Short messages to a group: what you are doing, what you found, what you want to show.")
    icon = "pencil"

    kinds = (
        Kind(
            slug="update",
            label=_("Update"),
            plural=_("Updates"),
            icon="pencil",
            hue=0,
            prompt=_("What would you like to share?"),
            model="kring.kinds.updates.models:Update",
            order=10,
        ),
    )
    mail_to = (MailTo("group", "update", "kring.kinds.updates.mail:take"),)
