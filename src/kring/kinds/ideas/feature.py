"""Ideas: anybody says what could be better, colleagues vote and join, and a challenge asks for ideas in steps."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.asked import Mine
from kring.core.features.hooks import (
    Ability,
    Asset,
    Chore,
    DigestPart,
    EventType,
    Fill,
    Handler,
    Involved,
    Kind,
    Overlay,
    Reason,
    Record,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature

HERE = "kring.kinds.ideas"


class Ideas(Feature):
    name = HERE
    label = "ideas"
    slug = "ideas"
    title = _("Ideas")
    description = _(
        "What could be better, with votes and people who join; and challenges that ask for ideas in steps."
    )
    icon = "lightbulb"

    kinds = (
        Kind(
            slug="idea",
            label=_("Idea"),
            plural=_("Ideas"),
            icon="lightbulb",
            hue=5,
            prompt=_("What could be better?"),
            model=f"{HERE}.models:Idea",
            form=f"{HERE}.forms:IdeaForm",
            details="idea__asked_in__challenge",
            path="ideas",
            listing=f"{HERE}.listing:Ideas",
            data_in=f"{HERE}.records:idea_in",
            data_out=f"{HERE}.records:idea_out",
            data_links={"challenge": "content", "merged_into": "content"},
            owes=f"{HERE}.models:owes",
            tally=f"{HERE}.merging:tally",
            room=f"{HERE}.paper:room",
            order=32,
        ),
        Kind(
            slug="challenge",
            label=_("Challenge"),
            plural=_("Challenges"),
            icon="flag",
            hue=5,
            prompt=_("What do you want ideas for?"),
            model=f"{HERE}.models:Challenge",
            form=f"{HERE}.forms:ChallengeForm",
            details="challenge",
            data_in=f"{HERE}.records:challenge_in",
            data_out=f"{HERE}.records:challenge_out",
            order=33,
        ),
    )
    abilities = (
        Ability("vote", f"{HERE}.verbs:check_vote"),
        Ability("join", f"{HERE}.verbs:check_join"),
        Ability("close_idea", f"{HERE}.verbs:check_close"),
        Ability("merge", f"{HERE}.merging:check_merge"),
        Ability("promote", f"{HERE}.steering:check_promote"),
        Ability("steer", f"{HERE}.steering:check_steer"),
    )
    events = (
        EventType("ideas.voted", _("%(actor)s voted for %(content)s"), "arrow-big-up", live=True),
        EventType("ideas.vote_taken_back", _("%(actor)s took their vote for %(content)s back"), "arrow-big-up", live=True),
        EventType("ideas.joined", _("%(actor)s joins %(content)s"), "hand", live=True),
        EventType("ideas.left", _("%(actor)s no longer joins %(content)s"), "hand", live=True),
        EventType("ideas.closed", _("%(actor)s closed %(content)s"), "lock", live=True),
        EventType("ideas.reopened", _("%(actor)s opened %(content)s again"), "lock-open", live=True),
        EventType("ideas.promoted", _("%(actor)s sent %(content)s on to the vote"), "arrow-right", live=True),
        EventType("ideas.held", _("%(actor)s held %(content)s back from the vote"), "arrow-left", live=True),
        EventType("ideas.merged", _("%(actor)s merged %(content)s into another idea"), "merge", {"into": "content"}, live=True),
        EventType("ideas.grew", _("%(actor)s merged another idea into %(content)s"), "merge", {"from": "content"}, live=True),
        EventType("ideas.step_begun", _("%(actor)s took %(content)s to its next step"), "flag", live=True),
    )  # fmt: skip
    handlers = (Handler("content.published", f"{HERE}.handlers:published"),)
    reasons = (
        Reason(
            "my_idea",
            _("something happens with my idea"),
            _("Somebody joins it, closes it or merges it."),
            icon="lightbulb",
            weight=3,
            order=38,
        ),
        Reason("challenge", _("a challenge that I take part in goes on"), icon="flag", order=39),
    )
    tells = tuple(
        Tell(event, reason, who, sentence)
        for event, reason, who, sentence in (
            (
                "ideas.joined",
                "my_idea",
                "kring.core.notify.audience:author",
                ngettext_lazy(
                    "%(actors)s joins your idea %(content)s", "%(actors)s join your idea %(content)s", "count"
                ),
            ),
            (
                "ideas.closed",
                "my_idea",
                "kring.core.notify.audience:author",
                ngettext_lazy("Your idea %(content)s is closed", "Your idea %(content)s is closed", "count"),
            ),
            (
                "ideas.merged",
                "my_idea",
                "kring.core.notify.audience:author",
                ngettext_lazy(
                    "%(actors)s merged your idea %(content)s into another one",
                    "%(actors)s merged your idea %(content)s into another one",
                    "count",
                ),
            ),
            (
                "ideas.grew",
                "my_idea",
                "kring.core.notify.audience:author",
                ngettext_lazy(
                    "%(actors)s merged another idea into yours: %(content)s",
                    "%(actors)s merged other ideas into yours: %(content)s",
                    "count",
                ),
            ),
            (
                "content.published",
                "challenge",
                f"{HERE}.tells:asked",
                ngettext_lazy(
                    "%(actors)s answered your challenge: %(content)s",
                    "%(actors)s answered your challenge: %(content)s",
                    "count",
                ),
            ),
            (
                "ideas.step_begun",
                "challenge",
                f"{HERE}.tells:in_challenge",
                ngettext_lazy(
                    "%(content)s went on to its next step", "%(content)s went on to its next step", "count"
                ),
            ),
        )
    )
    fills = (
        Fill(Slot.CONTENT_BAR, "ideas/bar.html", f"{HERE}.overlay:bar", order=5),
        Fill(Slot.CONTENT_MENU, "ideas/menu.html", f"{HERE}.shown:menu", order=15),
        Fill(Slot.ITEM_FOOT, "ideas/foot.html", f"{HERE}.shown:foot", order=5),
        Fill(Slot.HOME_ASIDE, "ideas/widget.html", f"{HERE}.waiting:at_home", order=25),
        Fill(Slot.GROUP_ASIDE, "ideas/widget.html", f"{HERE}.waiting:in_group", order=25),
    )
    overlays = (
        Overlay(
            "idea",
            f"{HERE}.overlay:buttons",
            mine=(Mine("idea_vote", "votes_vote", "value"), Mine("idea_joining", "ideas_joining")),
        ),
    )
    digest_parts = (
        DigestPart(_("Ideas that wait for your vote"), f"{HERE}.waiting:lines", "lightbulb", order=35),
    )
    records = (Record("joining", f"{HERE}.joinings:Load", f"{HERE}.joinings:Dump"),)
    chores = (Chore(f"{HERE}.steering:in_time", every=60),)
    involved = (Involved(f"{HERE}.models:joiners"),)
    assets = (Asset("ideas/ideas.css"), Asset("ideas/vote-button.js"))
