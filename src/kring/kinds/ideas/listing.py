from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from kring.core.content.cards import cards
from kring.core.content.listing import Listing, View
from kring.core.content.models import Content
from kring.kinds.ideas import board
from kring.kinds.ideas.models import Challenge, Phase

RUNNING = 5
WHY = _("What would make work here a little better? Say it in one sentence; colleagues vote.")


class Ideas(Listing):
    """A list in several orders, or a board with a column for each phase; of everything, a group, or a challenge."""

    template = "ideas/list.html"
    look = "row"
    new = _("Post an idea")
    intro = _("What could be better, from whoever sees it. Vote for what you would miss.")
    views = (
        View(_("Most votes"), heading=_("No open ideas yet"), why=WHY),
        View(_("New"), "newest", heading=_("Nobody has posted an idea yet"), why=WHY),
        View(
            _("Rising"),
            "rising",
            heading=_("Nothing rises this week"),
            why=_("Ideas that got votes in the last seven days stand here. Yours could be the first."),
        ),
        View(
            _("Nearly forgotten"),
            "forgotten",
            heading=_("No idea is forgotten"),
            why=_(
                "Open ideas that nobody has voted for in a long time appear here, so that they get a chance."
            ),
        ),
        View(
            _("Closed"),
            "closed",
            heading=_("No idea is closed yet"),
            why=_("Ideas whose vote is over stand here, with what was decided about them."),
        ),
        View(_("Mine"), "mine", mine=True, heading=_("You haven’t posted an idea yet"), why=WHY),
    )

    @cached_property
    def challenge(self) -> Challenge | None:
        """The challenge that the address asks for, if any."""
        asked = self.request.GET.get("challenge", "")
        if not asked:
            return None
        number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
        found = Content.objects.visible_to(self.person).select_related("group", "author", "challenge")
        challenge = found.filter(pk=number).first()
        if not isinstance(challenge, Challenge) or (self.group and challenge.group_id != self.group.pk):
            raise Http404
        return challenge

    @property
    def on_board(self) -> bool:
        return self.request.GET.get("look") == "board"

    @property
    def found(self):
        return board.ideas(self.person, self.group, self.challenge.pk if self.challenge else 0)

    @property
    def running(self) -> list[Content]:
        """Challenges that are going on, the newest first."""
        found = Content.objects.visible_to(self.person).filter(kind="challenge", state="published")
        found = found.exclude(challenge__step="decide").select_related("group", "challenge")
        return list((found.filter(group=self.group) if self.group else found).newest()[:RUNNING])

    @property
    def start(self) -> int:
        return int(self.before) if self.before.isdecimal() and len(self.before) < 7 else self._lost()

    def _lost(self) -> int:
        if self.before:
            raise Http404
        return 0

    def page(self) -> board.Shown:
        slug = self.view.slug
        if self.view.mine:
            return board.page(board.newest(self.found.filter(author=self.person)), self.start)
        if slug == "closed":
            return board.page(board.newest(self.found.filter(idea__phase=Phase.DECIDED)), self.start)
        waiting = self.found.filter(idea__phase__in=(Phase.OPEN, Phase.VOTING))
        if self.challenge and self.challenge.facts.step == "vote":
            waiting = waiting.filter(idea__phase=Phase.VOTING)
        return board.page(board.ORDERS[slug or "votes"](waiting), self.start)

    def address(self, view: View, before: str = "") -> str:
        return self.at(view=view.slug, before=before)

    def at(self, **asked) -> str:
        asked = {"challenge": self.challenge.pk if self.challenge else ""} | asked
        query = "&".join(f"{name}={value}" for name, value in asked.items() if value)
        return self.url + (f"?{query}" if query else "")

    def context(self) -> dict:
        if self.on_board:
            columns = board.columns(self.found)
            return {"columns": columns, "rows": [row for column in columns for row in column.shown.rows]}
        found = self.page()
        return {
            "rows": found.rows,
            "cards": Markup("".join(cards(found.rows, self.look))),
            "older": self.address(self.view, str(found.older)) if found.older else "",
        }

    @cached_property
    def new_url(self) -> str:
        """In a challenge that no longer collects nothing is posted."""
        address = super().new_url
        if not address or not self.challenge:
            return address
        return f"{address}&challenge={self.challenge.pk}" if self.challenge.facts.collects else ""

    @property
    def challenge_url(self) -> str:
        """Where a host asks for ideas."""
        from kring.core.content.verbs import may_post_in
        from kring.core.web.shell import shell

        own = may_post_in(self.person, "challenge", shell(self.request).own_groups)
        own = [group for group in own if self.group is None or group.id == self.group.pk]
        extra = f"&group={self.group.slug}" if self.group else ""
        return f"/new/?kind=challenge{extra}" if own and not self.challenge else ""
