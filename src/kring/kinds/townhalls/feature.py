"""Town halls: everybody asks and votes, those who run things answer, and what was asked stays to be read."""

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
    Record,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature

HERE = "kring.kinds.townhalls"


class TownHallsFeature(Feature):
    name = HERE
    label = "townhalls"
    slug = "townhalls"
    title = _("Town halls")
    description = _(
        "People put questions to those who run things and vote them up; the answers stay to be read."
    )
    icon = "megaphone"

    kinds = (
        Kind(
            slug="townhall",
            label=_("Town hall"),
            plural=_("Town halls"),
            icon="megaphone",
            hue=10,
            prompt=_("What is it about?"),
            model=f"{HERE}.models:TownHall",
            form=f"{HERE}.forms:TownHallForm",
            details="hall",
            path="townhalls",
            listing=f"{HERE}.listing:TownHalls",
            data_in=f"{HERE}.records:data_in",
            data_out=f"{HERE}.records:data_out",
            data_links={"panel": "person"},
            words=f"{HERE}.records:words",
            tally=f"{HERE}.records:tally",
            order=70,
        ),
    )
    abilities = (
        Ability("look_at_hall", f"{HERE}.verbs:check_look"),
        Ability("take_part_in_hall", f"{HERE}.verbs:check_take_part"),
        Ability("answer_in_hall", f"{HERE}.verbs:check_answer"),
        Ability("lead_hall", f"{HERE}.verbs:check_lead"),
    )
    events = (
        EventType("townhalls.asked", _("%(actor)s asked something in %(content)s"), "megaphone", live=True),
        EventType("townhalls.gathered", _("New questions without a name in %(content)s"), "megaphone"),
        EventType(
            "townhalls.wanted",
            _("%(actor)s voted for a question in %(content)s"),
            "chevron-up",
            live=True,
        ),
        EventType(
            "townhalls.unwanted",
            _("%(actor)s took a vote for a question in %(content)s back"),
            "chevron-up",
            live=True,
        ),
        EventType(
            "townhalls.answered",
            _("%(actor)s answered a question in %(content)s"),
            "message-circle-reply",
            live=True,
        ),
        EventType(
            "townhalls.answer_changed",
            _("%(actor)s changed an answer in %(content)s"),
            "message-circle-reply",
            live=True,
        ),
        EventType(
            "townhalls.put_aside", _("%(actor)s put a question in %(content)s aside"), "archive", live=True
        ),
        EventType(
            "townhalls.brought_back",
            _("%(actor)s lets a question in %(content)s wait again"),
            "undo-2",
            live=True,
        ),
        EventType(
            "townhalls.moved_on", _("%(actor)s took %(content)s to another phase"), "megaphone", live=True
        ),
    )
    reasons = (
        Reason("hall_asked", _("a question is put to me in a town hall"), icon="megaphone", order=46),
        Reason("hall_answered", _("my question in a town hall is answered"), icon="megaphone", weight=3,
               order=36),
    )  # fmt: skip
    tells = (
        Tell(
            "townhalls.asked",
            "hall_asked",
            f"{HERE}.tells:panel",
            ngettext_lazy(
                "%(actors)s asked something in %(content)s",
                "%(actors)s asked something in %(content)s",
                "count",
            ),
        ),
        Tell(
            "townhalls.gathered",
            "hall_asked",
            f"{HERE}.tells:panel",
            ngettext_lazy(
                "There are new questions in %(content)s", "There are new questions in %(content)s", "count"
            ),
        ),
        Tell(
            "townhalls.answered",
            "hall_answered",
            f"{HERE}.tells:asker",
            ngettext_lazy(
                "%(actors)s answered your question in %(content)s",
                "%(actors)s answered your question in %(content)s",
                "count",
            ),
        ),
        Tell(
            "townhalls.put_aside",
            "hall_answered",
            f"{HERE}.tells:asker",
            ngettext_lazy(
                "%(actors)s put your question in %(content)s aside",
                "%(actors)s put your question in %(content)s aside",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.HOME_ASIDE, "townhalls/widget.html", f"{HERE}.waiting:at_home", order=35),
        Fill(Slot.GROUP_ASIDE, "townhalls/widget.html", f"{HERE}.waiting:in_group", order=35),
    )
    overlays = (Overlay("townhall", f"{HERE}.overlay:halls"),)
    assets = (Asset("townhalls/townhalls.css"),)
    records = (Record("hall_question", f"{HERE}.records:LoadQuestion", f"{HERE}.records:DumpQuestion"),)
    chores = (Chore(f"{HERE}.gathering:gather", 3600),)
