"""Following items, topics and people."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Ability, EventType, Fill, Handler, Menu, Record, Slot
from kring.core.features.manifest import Feature

HERE = "kring.interactions.follows"


class Follows(Feature):
    name = HERE
    label = "follows"
    slug = "follows"
    title = _("Following")
    description = _(
        "People follow items, topics and each other, and find what is new about them in one place."
    )
    icon = "rss"

    abilities = (Ability("follow", f"{HERE}.verbs:check_follow"),)
    events = (
        EventType("follows.item_followed", _("%(actor)s follows %(content)s"), "rss"),
        EventType("follows.person_followed", _("%(actor)s follows %(person)s"), "rss"),
        EventType("follows.topic_followed", _("%(actor)s follows a topic"), "rss", {"topic": "topic"}),
        EventType("follows.ended", _("%(actor)s stopped following something"), "rss", {"topic": "topic"}),
    )
    handlers = (
        Handler("content.published", f"{HERE}.handlers:took_part"),
        Handler("comments.posted", f"{HERE}.handlers:took_part"),
    )
    fills = (
        Fill(Slot.CONTENT_MENU, "follows/entry.html", f"{HERE}.buttons:of_content", order=20),
        Fill(Slot.ITEM_ASIDE, "follows/widget.html", f"{HERE}.buttons:of_content", order=20),
        Fill(Slot.ABOUT_BAR, "follows/about.html", f"{HERE}.buttons:about", order=10),
    )
    records = (Record("follow", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
    menu = (Menu(_("Following"), "rss", "following", order=72),)
