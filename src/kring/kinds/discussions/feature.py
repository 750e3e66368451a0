"""Discussions: a question to the group without one right answer, and what it came to."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Ability,
    Asset,
    EventType,
    Fill,
    Kind,
    Overlay,
    Reason,
    Record,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature

HERE = "kring.kinds.discussions"
SUMMED_UP = ngettext_lazy("%(actors)s summed up %(content)s", "%(actors)s summed up %(content)s", "count")
CLOSED = ngettext_lazy(
    "%(actors)s closed %(content)s with a summary", "%(actors)s closed %(content)s with a summary", "count"
)


class Discussions(Feature):
    name = HERE
    label = "discussions"
    slug = "discussions"
    title = _("Discussions")
    description = _("Think about something together; what it came to is summed up on top.")
    icon = "messages-square"
    requires = ("comments",)

    kinds = (
        Kind(
            slug="discussion",
            label=_("Discussion"),
            plural=_("Discussions"),
            icon="messages-square",
            hue=9,
            prompt=_("What would you like to talk about?"),
            model=f"{HERE}.models:Discussion",
            form=f"{HERE}.forms:DiscussionForm",
            details="summary__by",
            path="discussions",
            listing=f"{HERE}.listing:Discussions",
            words=f"{HERE}.findable:words",
            order=32,
        ),
    )
    abilities = (Ability("sum_up", f"{HERE}.verbs:check_sum_up"),)
    events = (
        EventType("discussions.summed_up", _("%(actor)s summed up %(content)s"), "list-checks", live=True),
        EventType(
            "discussions.summary_changed",
            _("%(actor)s changed the summary of %(content)s"),
            "pencil",
            live=True,
        ),
        EventType("discussions.closed", _("%(actor)s closed %(content)s with a summary"), "lock", live=True),
        EventType("discussions.reopened", _("%(actor)s opened %(content)s again"), "lock-open", live=True),
    )
    reasons = (
        Reason("summed_up", _("a discussion I took part in is summed up"), icon="list-checks", order=42),
    )
    tells = (
        Tell("discussions.summed_up", "summed_up", f"{HERE}.tells:took_part", SUMMED_UP),
        Tell("discussions.closed", "summed_up", f"{HERE}.tells:took_part", CLOSED),
    )
    fills = (
        Fill(Slot.COMMENT_BAR, "discussions/mark.html", f"{HERE}.overlay:mark", order=5),
        Fill(Slot.HOME_ASIDE, "discussions/widget.html", f"{HERE}.lively:at_home", order=32),
        Fill(Slot.GROUP_ASIDE, "discussions/widget.html", f"{HERE}.lively:in_group", order=32),
    )
    assets = (Asset("discussions/discussions.css"),)
    overlays = (Overlay("summary_tools", f"{HERE}.overlay:tools"),)
    records = (
        Record("summary", f"{HERE}.records:Load", f"{HERE}.records:Dump"),
        Record("earlier_summary", f"{HERE}.records:LoadEarlier", f"{HERE}.records:DumpEarlier"),
    )
