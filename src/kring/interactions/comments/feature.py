"""Comments on every kind, with replies one level deep."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Ability, EventType, Fill, Handler, MailTo, Overlay, Slot, Tell
from kring.core.features.manifest import Feature
from kring.core.notify.words import MENTIONED

WHO = "kring.core.notify.audience"


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
        EventType("comments.posted", _("%(actor)s commented on %(content)s"), "message-square", live=True),
        EventType(
            "comments.edited",
            _("%(actor)s edited a comment on %(content)s"),
            "pencil",
            {"named": ""},
            live=True,
        ),
        EventType("comments.deleted", _("%(actor)s deleted a comment on %(content)s"), "trash-2", live=True),
        EventType(
            "comments.restored", _("%(actor)s brought a comment on %(content)s back"), "undo-2", live=True
        ),
    )
    tells = (
        Tell("comments.posted", "mentioned", f"{WHO}:named", MENTIONED),
        Tell("comments.edited", "mentioned", f"{WHO}:newly_named", MENTIONED),
        Tell(
            "comments.posted",
            "answered",
            f"{WHO}:person",  # who wrote the comment that this one answers
            ngettext_lazy(
                "%(actors)s answered you on %(content)s", "%(actors)s answered you on %(content)s", "count"
            ),
        ),
        Tell(
            "comments.posted",
            "mine",
            f"{WHO}:author",
            ngettext_lazy(
                "%(actors)s commented on %(content)s", "%(actors)s commented on %(content)s", "count"
            ),
        ),
    )
    handlers = (
        Handler("comments.deleted", "kring.core.notify.handlers:comment_changed"),
        Handler("comments.restored", "kring.core.notify.handlers:comment_changed"),
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
    mail_to = (MailTo("content", "comment", "kring.interactions.comments.mail:take"),)
