"""Knowledge: who knows what, said by themselves and confirmed by colleagues."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Asset,
    EventType,
    Fill,
    Finder,
    Handler,
    Menu,
    Place,
    Reason,
    Record,
    Slot,
    Tell,
)
from kring.core.features.manifest import Feature

HERE = "kring.tools.knowledge"


class Knowledge(Feature):
    name = HERE
    label = "knowledge"
    slug = "knowledge"
    title = _("Knowledge map")
    description = _(
        "Who knows what: people say it, colleagues confirm it, and who wonders finds whom to ask."
    )
    icon = "brain"
    per_group = False

    menu = (Menu(_("Knowledge"), "brain", "knowledge", order=83),)
    events = (
        EventType(
            "knowledge.confirmed",
            _("%(actor)s confirmed what %(person)s knows"),
            "check",
            {"subject": "topic"},
        ),
        EventType(
            "knowledge.suggested",
            _("%(actor)s suggested something that %(person)s knows"),
            "brain",
            {"subject": "topic"},
            private=True,
        ),
    )
    handlers = (
        Handler("people.edited", f"{HERE}.handlers:profile_changed"),
        Handler("content.topic_merged", f"{HERE}.handlers:topics_merged"),
    )
    reasons = (
        Reason(
            "knows",
            _("a colleague confirms what I know, or thinks that I know something"),
            icon="brain",
            weight=2,
            mail="off",
            order=37,
        ),
    )
    tells = (
        Tell(
            "knowledge.confirmed",
            "knows",
            f"{HERE}.tells:person",
            ngettext_lazy(
                "%(actors)s confirmed that you know about %(place)s",
                "%(actors)s confirmed that you know about %(place)s",
                "count",
            ),
            place="subject",
        ),
        Tell(
            "knowledge.suggested",
            "knows",
            f"{HERE}.tells:person",
            ngettext_lazy(
                "%(actors)s thinks that you know about %(place)s. Is that so?",
                "%(actors)s think that you know about %(place)s. Is that so?",
                "count",
            ),
            place="subject",
        ),
    )
    places = (Place("subject", f"{HERE}.tells:readers", "knowledge_told", f"{HERE}.tells:titles"),)
    finders = (Finder(_("Who knows"), "brain", f"{HERE}.finding:find"),)
    fills = (
        Fill(Slot.PERSON_TOPICS, "knowledge/profile.html", f"{HERE}.shown:on_profile"),
        Fill(Slot.ABOUT_BAR, "knowledge/topic.html", f"{HERE}.shown:on_topic", order=5),
    )
    records = (
        Record("knowledge_confirmed", f"{HERE}.records:Load", f"{HERE}.records:Dump"),
        Record("knowledge_suggested", f"{HERE}.suggested_records:Load", f"{HERE}.suggested_records:Dump"),
    )
    assets = (Asset("knowledge/knowledge.css"),)
