"""A mail at each person’s own hour with what they missed, and nothing else."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Chore, Fill, Slot, Subscription
from kring.core.features.manifest import Feature


class Digest(Feature):
    name = "kring.tools.digest"
    label = "digest"
    slug = "digest"
    title = _("Digest")
    description = _("A mail at each person’s own hour with what they missed, and nothing else.")
    icon = "newspaper"
    per_group = False

    fills = (Fill(Slot.MAIL_SETTINGS, "digest/settings.html", order=20),)
    subscriptions = (
        Subscription(
            "digest", _("The digest"), "kring.tools.digest.verbs:stop", "kring.tools.digest.verbs:resume"
        ),
    )
    chores = (
        Chore("kring.tools.digest.due:go_round", every=10),
        Chore("kring.tools.digest.due:forget_old", every=3600),
    )
