"""A group's own choice of features, in plain words and with its effect."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.content.models import Content
from kring.core.content.states import READABLE
from kring.core.features import registry, switches
from kring.core.features.models import GroupSwitch


@dataclass
class Choice:
    """One feature. `own`: the group's choice; `default`: whether it is on where the group makes none; `now`: whether it
    is on here; `missing`: titles of features that it needs and that are off here."""

    feature: object
    own: str
    default: bool
    now: bool
    missing: list
    posts: int

    @property
    def slug(self) -> str:
        return self.feature.slug

    @property
    def options(self) -> list[tuple[str, str, str]]:
        """(value, words, what members will see)."""
        inherit = (
            _("As the organisation has it: on") if self.default else _("As the organisation has it: off")
        )
        return [
            ("inherit", inherit, _("Follows when a manager changes it for everyone.")),
            ("on", _("On in this group"), _("Members see it here.")),
            ("off", _("Off in this group"), self.effect_of_off),
        ]

    @property
    def effect_of_off(self) -> str:
        if not self.posts:
            return _("Members don't see it here.")
        return ngettext(
            "Members don't see it here; %(num)s post is hidden, not deleted.",
            "Members don't see it here; %(num)s posts are hidden, not deleted.",
            self.posts,
        ) % {"num": self.posts}


def choices(group) -> list[Choice]:
    """Every feature that this group may switch: those that are on or available, and differ per group."""
    board = switches.board()
    own = dict(GroupSwitch.objects.filter(group=group).values_list("feature", "state"))
    posts = _posts(group)
    found = []
    for feature in registry.features().values():
        state = board.platform.get(feature.slug, feature.default)
        if not feature.per_group or state not in ("on", "available"):
            continue
        missing = [
            registry.features()[slug].title for slug in feature.requires if not board.is_on(slug, group.pk)
        ]
        count = sum(posts.get(kind.slug, 0) for kind in feature.kinds)
        now = board.is_on(feature.slug, group.pk)
        default = switches.rule(state, None)
        found.append(Choice(feature, own.get(feature.slug, "inherit"), default, now, missing, count))
    return found


def _posts(group) -> dict[str, int]:
    """Kind → readable posts; its host may know, also of kinds that are off now."""
    rows = Content.objects.filter(group=group, state__in=READABLE)  # seen: counts of a group for its host
    return dict(rows.values_list("kind").annotate(Count("pk")))
