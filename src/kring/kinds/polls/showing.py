"""What one reader sees of a poll: whether they may vote, what they chose, and the results where these may be seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from kring.core.content import mine, room
from kring.core.content.access import is_host
from kring.core.content.mine import Found
from kring.core.content.room import Counted
from kring.kinds.polls import tally
from kring.kinds.polls.chosen import MINE
from kring.kinds.polls.models import Ballot, Option
from kring.kinds.polls.ways import Way


@dataclass
class Shown:
    """`mine`: {option: value} of what they chose; of an anonymous poll nobody knows."""

    ballot: Ballot
    options: list[Option]
    viewer: object
    has_voted: bool = False
    mine: dict[int, int] = field(default_factory=dict)
    counted: Counted | None = None

    @property
    def content(self):
        return self.ballot.content

    @property
    def is_over(self) -> bool:
        return self.ballot.is_over

    @property
    def takes_votes(self) -> bool:
        living = self.content.is_published and not self.content.group.is_archived
        return living and not self.is_over and not self.ballot.from_elsewhere and bool(self.options)

    @property
    def is_member(self) -> bool:
        return self.viewer.roles.get(self.content.group_id) is not None

    @property
    def may_vote(self) -> bool:
        return self.takes_votes and self.is_member and not self.has_voted

    @property
    def may_change(self) -> bool:
        changeable = self.ballot.changeable and not self.ballot.anonymous
        return self.takes_votes and self.is_member and self.has_voted and changeable

    @property
    def may_close(self) -> bool:
        own = self.content.author_id == self.viewer.pk or is_host(self.viewer, self.content.group)
        return own and not self.is_over and self.content.is_published and not self.content.group.is_archived

    @property
    def results_hidden(self) -> bool:
        return self.ballot.hidden and not self.is_over

    @property
    def names_voters(self) -> bool:
        return not self.ballot.anonymous and not self.results_hidden and self.ballot.voter_count > 0

    @cached_property
    def tally(self) -> tally.Tally:
        return tally.of(self.ballot, self.options, self.counted)

    @property
    def in_room(self) -> int:
        """How many people voted in the room; where the results are hidden that stays hidden too."""
        return 0 if self.results_hidden else self.tally.room

    @property
    def reached(self) -> bool:
        return self.ballot.voter_count + self.tally.room >= self.needed

    @property
    def needed(self) -> int:
        return tally.needed(self.ballot, self.content.group.member_count)

    @property
    def places(self) -> range:
        return range(1, len(self.options) + 1)

    @property
    def state(self) -> str:
        """Moves when the form has to be another one."""
        return f"{self.is_over:d}{self.has_voted:d}"

    def is_way(self, name: str) -> bool:
        return self.ballot.way == Way[name]


def of(viewer, ids, did: Found | None = None) -> dict[int, Shown]:
    """Of these polls, which the viewer may see: three queries however many they are, one less where what they `did` is known, and one
    for what was counted elsewhere."""
    did = did or mine.did(viewer, {one: set(ids) for one in MINE})
    ballots = Ballot.objects.filter(pk__in=ids).select_related("content__group")
    found = {ballot.pk: Shown(ballot, [], viewer) for ballot in ballots}
    for option in Option.objects.filter(ballot__in=list(found)):
        found[option.ballot_id].options.append(option)
    for pk, counted in room.counted({pk: poll.content.group_id for pk, poll in found.items()}).items():
        found[pk].counted = counted
    for pk, poll in found.items():
        poll.has_voted = pk in did["poll_voter"]
        chosen = dict(reversed(vote.split(":", 1)) for vote in did["poll_vote"].get(pk, ()))
        poll.mine = {option.pk: int(chosen[option.key]) for option in poll.options if option.key in chosen}
    return found
