"""News: what everybody should know, with a lead and a picture, on a front page of its own."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features.hooks import Ability, EventType, Fill, Kind, Slot, Tell
from kring.core.features.manifest import Feature


class NewsFeature(Feature):
    name = "kring.kinds.news"
    label = "news"
    slug = "news"
    title = _("News")
    description = _(
        "What everybody should know: an article with a lead and a picture, and a front page that shows it."
    )
    icon = "newspaper"

    kinds = (
        Kind(
            slug="news",
            label=_("News"),
            plural=_("News"),
            icon="newspaper",
            hue=8,
            prompt=_("What is the news?"),
            model="kring.kinds.news.models:News",
            form="kring.kinds.news.forms:NewsForm",
            details="news",
            path="news",
            listing="kring.kinds.news.listing:Front",
            data_in="kring.kinds.news.models:data_in",
            data_out="kring.kinds.news.models:data_out",
            order=20,
        ),
    )
    abilities = (Ability("highlight", "kring.kinds.news.verbs:check_highlight"),)
    events = (
        EventType("news.highlighted", _("%(actor)s highlighted %(content)s at home"), "sparkles"),
        EventType("news.unhighlighted", _("%(actor)s no longer highlights %(content)s"), "sparkles"),
    )
    tells = (
        Tell(
            "content.published",
            "highlight",
            "kring.kinds.news.tells:members",
            ngettext_lazy(
                "%(actors)s brought news in %(group)s: %(content)s",
                "%(actors)s brought news in %(group)s: %(content)s",
                "count",
            ),
        ),
    )
    fills = (
        Fill(Slot.STREAM_TOP, "news/on_top.html", "kring.kinds.news.highlights:on_top"),
        Fill(Slot.CONTENT_MENU, "news/menu.html", "kring.kinds.news.highlights:in_menu", order=30),
        Fill(Slot.HOME_ASIDE, "news/widget.html", "kring.kinds.news.latest:at_home", order=20),
    )
