"""The event types that core itself declares; features declare theirs in their manifests."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import EventType

CORE = (
    EventType("content.published", _("%(actor)s posted %(content)s"), "send"),
    EventType("content.drafted", _("%(actor)s began a draft of %(content)s"), "pencil"),
    EventType("content.scheduled", _("%(actor)s scheduled %(content)s"), "clock"),
    EventType("content.unscheduled", _("%(actor)s made a draft of %(content)s again"), "pencil"),
    EventType("content.held_back", _("%(content)s could not be posted at its time"), "clock-alert"),
    EventType("content.edited", _("%(actor)s edited %(content)s"), "pencil", {"named": ""}, live=True),
    EventType("content.pinned", _("%(actor)s pinned %(content)s"), "pin"),
    EventType("content.unpinned", _("%(actor)s unpinned %(content)s"), "pin-off"),
    EventType("content.archived", _("%(actor)s archived %(content)s"), "archive"),
    EventType("content.unarchived", _("%(actor)s took %(content)s out of the archive"), "archive-restore"),
    EventType(
        "content.moved", _("%(actor)s moved %(content)s to %(group)s"), "folder-input", {"from": "group"}
    ),
    EventType("content.binned", _("%(actor)s put %(content)s in the bin"), "trash-2"),
    EventType("content.restored", _("%(actor)s took %(content)s out of the bin"), "undo-2"),
    EventType("content.comments_closed", _("%(actor)s closed the comments on %(content)s"), "lock"),
    EventType("content.comments_opened", _("%(actor)s opened the comments on %(content)s"), "lock-open"),
    EventType("content.topic_edited", _("%(actor)s changed a topic"), "hash", {"topic": "topic"}),
    EventType(
        "content.topic_merged",
        _("%(actor)s made one topic of two"),
        "hash",
        {"topic": "topic", "into": "topic"},
    ),
    EventType("groups.started", _("%(actor)s started the group %(group)s"), "users"),
    EventType("groups.edited", _("%(actor)s changed the settings of %(group)s"), "settings"),
    EventType("groups.joined", _("%(person)s joined %(group)s"), "user-plus"),
    EventType("groups.left", _("%(person)s left %(group)s"), "user-minus"),
    EventType("groups.asked", _("%(person)s asks to join %(group)s"), "user-plus"),
    EventType("groups.withdrawn", _("%(person)s no longer asks to join %(group)s"), "user-minus"),
    EventType("groups.declined", _("%(actor)s declined a request to join %(group)s"), "user-x"),
    EventType("groups.invited", _("%(actor)s invited %(person)s to %(group)s"), "mail"),
    EventType(
        "groups.uninvited", _("%(actor)s took back the invitation of %(person)s to %(group)s"), "mail-x"
    ),
    EventType("groups.invitation_declined", _("%(person)s declined the invitation to %(group)s"), "mail-x"),
    EventType("groups.removed", _("%(actor)s removed %(person)s from %(group)s"), "user-minus"),
    EventType("groups.host_made", _("%(actor)s made %(person)s a host of %(group)s"), "star"),
    EventType("groups.host_unmade", _("%(actor)s made %(person)s a member of %(group)s again"), "star-off"),
    EventType("groups.archived", _("%(actor)s archived %(group)s"), "archive"),
    EventType("groups.unarchived", _("%(actor)s took %(group)s out of the archive"), "archive-restore"),
    EventType("people.arrived", _("%(person)s arrived"), "user-plus"),
    EventType("people.invited", _("%(actor)s invited somebody"), "mail", {"invitation": ""}),
    EventType("people.edited", _("%(person)s changed their profile"), "user"),
    EventType("people.role_changed", _("%(actor)s changed the role of %(person)s"), "shield"),
    EventType("people.deactivated", _("%(actor)s ended the account of %(person)s"), "user-x"),
    EventType("people.returned", _("%(actor)s let %(person)s in again"), "user-check"),
    EventType(
        "files.infected", _("The virus scanner found something in a file of %(actor)s"), "shield-alert"
    ),
    EventType("features.switched", _("%(actor)s switched a feature"), "toggle-left"),
)
