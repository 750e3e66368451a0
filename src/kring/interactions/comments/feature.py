"""Comments on every kind, with replies one level deep."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Ability, EventType, Fill, Overlay, Slot
from kring.core.features.manifest import Feature


class Comments(Feature):
    name = "kring.interactions.comments"
    label = "comments"
    slug = "comments"
    title = _("Comments")
    description = _("People answer under everything that is posted.")
    icon = "message-square"

    abilities = (
        Ability("comment", "kring.interactions.comments.verbs:check_comment"),
        Ability("read_comments", "kring.interactions.comments.verbs:check_read"),
    )
    events = (
        EventType("comments.posted", _("%(actor)s commented on %(content)s"), "message-square"),
        EventType("comments.edited", _("%(actor)s edited a comment on %(content)s"), "pencil"),
        EventType("comments.deleted", _("%(actor)s deleted a comment on %(content)s"), "trash-2"),
    )
    fills = (
        Fill(Slot.CONTENT_BAR, "comments/button.html", order=20),
        Fill(Slot.COMMENT_BAR, "comments/reply_link.html", order=20),
        Fill(
            Slot.CONTENT_FOOT, "comments/preview.html", "kring.interactions.comments.thread:preview", order=20
        ),
        Fill(Slot.ITEM_FOOT, "comments/thread.html", "kring.interactions.comments.thread:whole", order=20),
    )
    overlays = (
        Overlay("comments", "kring.interactions.comments.overlay:counts"),
        Overlay("comment_form", "kring.interactions.comments.overlay:forms"),
        Overlay("comment_menu", "kring.interactions.comments.overlay:menus"),
    )
