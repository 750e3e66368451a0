"""Messages: private conversations of two and of small groups."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import EventType, Fill, Menu, Place, Reason, Slot, Tell
from kring.core.features.manifest import Feature

HERE = "kring.tools.messages"
UNREAD = """SELECT COUNT(*) FROM conversations_participant t
    WHERE t.person_id = p.id AND t.left_at IS NULL AND t.newest > t.read_upto"""


class Messages(Feature):
    name = HERE
    label = "conversations"  # Django's own messages have the other name
    slug = "messages"
    title = _("Messages")
    description = _("People write to each other, two by two or in small groups. Nobody else can read it.")
    icon = "message-circle"
    per_group = False

    events = (EventType("messages.sent", _("%(actor)s wrote to somebody"), "message-circle", private=True),)
    reasons = (
        Reason(
            "message",
            _("somebody sends me a message"),
            _(
                "In a conversation that you haven’t muted. What it says is never in the mail or on a locked phone."
            ),
            icon="message-circle",
            weight=3,
            mail="digest",
            push=True,
            order=35,
        ),
    )
    tells = (
        Tell(
            "messages.sent",
            "message",
            f"{HERE}.tells:readers",
            ngettext_lazy("%(actors)s wrote to you", "%(actors)s wrote to you", "count"),
            place="conversation",
        ),
    )
    places = (
        Place("conversation", f"{HERE}.seeing:readers", "conversation"),
        Place("message", f"{HERE}.seeing:readers_of_message"),
    )
    fills = (
        Fill(Slot.ABOUT_BAR, "conversations/about.html", f"{HERE}.shown:button", order=5),
        Fill(Slot.PERSON_LINE, "conversations/line.html", f"{HERE}.shown:line", order=5),
        Fill(Slot.CONTENT_MENU, "conversations/entry.html", f"{HERE}.shown:entry", order=12),
    )
    menu = (Menu(_("Messages"), "message-circle", "messages", order=2, key="d", number=UNREAD),)
