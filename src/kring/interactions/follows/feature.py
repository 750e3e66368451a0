"""Following items, topics and people."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import (
    Ability,
    EventType,
    Fill,
    Handler,
    Involved,
    Menu,
    Reason,
    Record,
    Slot,
    Tell,
    Tie,
)
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
        Handler("content.edited", f"{HERE}.handlers:took_part"),
    )
    reasons = (
        Reason(
            "followed_item",
            _("something that I follow is commented on or changed"),
            _("Posts and pages that you follow or took part in."),
            icon="rss",
            order=40,
        ),
        Reason(
            "followed",
            _("there is a post by somebody, or about a topic, that I follow"),
            icon="rss",
            weight=1,
            order=50,
        ),
    )
    tells = (
        Tell(
            "comments.posted",
            "followed_item",
            f"{HERE}.tells:of_item",
            ngettext_lazy(
                "%(actors)s commented on %(content)s", "%(actors)s commented on %(content)s", "count"
            ),
        ),
        Tell(
            "content.edited",
            "followed_item",
            f"{HERE}.tells:of_changed_item",
            ngettext_lazy("%(actors)s changed %(content)s", "%(actors)s changed %(content)s", "count"),
        ),
        Tell(
            "content.published",
            "followed",
            f"{HERE}.tells:of_author_or_topics",
            ngettext_lazy(
                "%(actors)s posted %(content)s in %(group)s",
                "%(actors)s posted %(content)s in %(group)s",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.CONTENT_MENU, "follows/entry.html", f"{HERE}.buttons:of_content", order=20),
        Fill(Slot.ITEM_ASIDE, "follows/widget.html", f"{HERE}.buttons:of_content", order=20),
        Fill(Slot.ABOUT_BAR, "follows/about.html", f"{HERE}.buttons:about", order=10),
    )
    ties = (
        Tie("author", f"{HERE}.ties:authors", _("you follow who wrote it")),
        Tie("content", f"{HERE}.ties:contents", _("you follow it")),
    )
    involved = (Involved(f"{HERE}.tells:who_follow"),)
    records = (Record("follow", f"{HERE}.records:Load", f"{HERE}.records:Dump"),)
    menu = (Menu(_("Following"), "rss", "following", order=72),)
