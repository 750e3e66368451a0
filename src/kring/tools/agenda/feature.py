"""The content calendar: what appears when, where nothing does, and prompts that publish themselves."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Chore, EventType, Menu, Record, Tell
from kring.core.features.manifest import Feature

HERE = "kring.tools.agenda"


class Agenda(Feature):
    name = HERE
    label = "agenda"
    slug = "agenda"
    title = _("Content calendar")
    description = _(
        "Hosts see what appears in their group and when, fill the gaps, and let prompts that come back publish themselves."
    )
    icon = "calendar-range"

    menu = (
        Menu(
            _("Content calendar"), "calendar-range", "agenda", order=84, hosts=True, in_group="group_agenda"
        ),
    )
    events = (
        EventType("agenda.prompt_made", _("%(actor)s made a recurring prompt in %(group)s"), "repeat"),
        EventType("agenda.prompt_changed", _("%(actor)s changed a recurring prompt in %(group)s"), "repeat"),
        EventType("agenda.prompt_paused", _("%(actor)s paused a recurring prompt in %(group)s"), "pause"),
        EventType("agenda.prompt_resumed", _("%(actor)s let a recurring prompt in %(group)s go on"), "play"),
        EventType("agenda.prompt_deleted", _("%(actor)s deleted a recurring prompt in %(group)s"), "trash-2"),
        EventType("agenda.prompt_stopped", _("A recurring prompt in %(group)s has stopped"), "circle-pause"),
    )
    tells = (
        Tell(
            "agenda.prompt_stopped",
            "hosting",
            f"{HERE}.tells:who_can_help",
            ngettext_lazy(
                "A recurring prompt in %(group)s has stopped, and needs you",
                "A recurring prompt in %(group)s has stopped, and needs you",
                "count",
            ),
            page="group_prompts",
        ),
    )
    chores = (Chore(f"{HERE}.publishing:publish_due", every=15),)
    records = (Record("prompt", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
