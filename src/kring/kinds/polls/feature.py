"""Polls: one question, a few options, and everybody answers with a click."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Ability,
    Asset,
    Chore,
    EventType,
    Fill,
    Kind,
    Overlay,
    Reason,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature
from kring.kinds.polls.chosen import MINE


class Polls(Feature):
    name = "kring.kinds.polls"
    label = "polls"
    slug = "polls"
    title = _("Polls")
    description = _("Choose one or several, put in order, or find a date; with names, or really anonymous.")
    icon = "chart-bar"

    kinds = (
        Kind(
            slug="poll",
            label=_("Poll"),
            plural=_("Polls"),
            icon="chart-bar",
            hue=9,
            prompt=_("What would you like everybody to choose?"),
            model="kring.kinds.polls.models:Poll",
            form="kring.kinds.polls.forms:PollForm",
            details="poll",
            path="polls",
            listing="kring.kinds.polls.listing:Polls",
            data_in="kring.kinds.polls.records:data_in",
            data_out="kring.kinds.polls.records:data_out",
            data_links={"closed_by": "person"},
            words="kring.kinds.polls.records:words",
            owes="kring.kinds.polls.records:owes",
            tally="kring.kinds.polls.votes:tally",
            room="kring.kinds.polls.paper:room",
            order=45,
        ),
    )
    abilities = (
        Ability("look_at_poll", "kring.kinds.polls.verbs:check_look"),
        Ability("vote_in_poll", "kring.kinds.polls.verbs:check_vote"),
        Ability("close_poll", "kring.kinds.polls.verbs:check_close"),
    )
    events = (
        EventType("polls.voted", _("%(actor)s voted in %(content)s"), "chart-bar", live=True),
        EventType("polls.changed", _("%(actor)s voted differently in %(content)s"), "chart-bar", live=True),
        EventType("polls.withdrawn", _("%(actor)s took a vote in %(content)s back"), "chart-bar", live=True),
        EventType("polls.counted", _("Five more people voted in %(content)s"), "chart-bar", live=True),
        EventType("polls.closing", _("%(content)s closes soon"), "alarm-clock"),
        EventType("polls.closed", _("%(content)s closed"), "lock", live=True),
    )
    reasons = (
        Reason("poll_closed", _("a poll closes in which I voted"), icon="chart-bar", weight=1, order=80),
        Reason(
            "poll_closing",
            _("a poll is about to close in which I haven’t voted"),
            icon="alarm-clock",
            weight=1,
            order=82,
        ),
    )
    tells = (
        Tell(
            "polls.closed",
            "poll_closed",
            "kring.kinds.polls.tells:who_asked",
            ngettext_lazy("Your poll %(content)s has closed", "Your poll %(content)s has closed", "count"),
        ),
        Tell(
            "polls.closed",
            "poll_closed",
            "kring.kinds.polls.tells:who_voted",
            ngettext_lazy("The poll %(content)s has closed", "The poll %(content)s has closed", "count"),
        ),
        Tell(
            "polls.closing",
            "poll_closing",
            "kring.kinds.polls.tells:who_has_not",
            ngettext_lazy(
                "The poll %(content)s closes soon, and you haven’t voted yet",
                "The poll %(content)s closes soon, and you haven’t voted yet",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.HOME_ASIDE, "polls/widget.html", "kring.kinds.polls.open:at_home", order=25),
        Fill(Slot.GROUP_ASIDE, "polls/widget.html", "kring.kinds.polls.open:in_group", order=25),
    )
    assets = (Asset("polls/polls.css"),)
    overlays = (Overlay("poll", "kring.kinds.polls.overlay:polls", mine=MINE),)
    chores = (
        Chore("kring.kinds.polls.closing:close_due", 30),
        Chore("kring.kinds.polls.closing:remind", 900),
    )
