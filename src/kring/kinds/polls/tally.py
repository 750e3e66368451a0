"""What a poll's totals say, and which totals are shown.

In an anonymous poll that is open the totals are shown in steps: anew after every fifth vote. Otherwise somebody who sees a colleague
vote and reloads the page would know what they chose. When it has closed everything is shown.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.content.room import Counted
from kring.kinds.polls import paper
from kring.kinds.polls.models import Ballot, Option
from kring.kinds.polls.ways import COUNTERS, Way

STEP = 5
Totals = dict[int, list[int]]


@dataclass(frozen=True)
class Line:
    """One option's result. `share`, `room_share` and `maybe_share` are percentages for the bar; `leads` where none has more."""

    option: Option
    words: str
    share: int
    room_share: int
    maybe_share: int
    leads: bool


@dataclass(frozen=True)
class Tally:
    """`voters`: how many votes from the screen these totals hold, which in an open anonymous poll may be fewer than were cast; `room`: how
    many people voted in the room."""

    voters: int
    lines: list[Line]
    room: int = 0


def publish_step(pk: int) -> bool:
    """Show the totals of an anonymous poll anew, where five more have voted since the last time."""
    ballot = Ballot.objects.get(pk=pk)
    if ballot.voter_count % STEP:
        return False
    totals = {str(option.pk): _counters(option) for option in ballot.options.all()}
    Ballot.objects.filter(pk=pk).update(published={"voters": ballot.voter_count, "options": totals})
    return True


def of(ballot: Ballot, options: list[Option], counted: Counted | None = None) -> Tally:
    """The totals that are shown now, with what was counted in the room."""
    voters = ballot.voter_count
    totals = {option.pk: _counters(option) for option in options}
    if ballot.anonymous and not ballot.is_over and not ballot.from_elsewhere:
        voters = ballot.published.get("voters", 0)
        shown = ballot.published.get("options", {})
        totals = {option.pk: shown.get(str(option.pk), [0] * len(COUNTERS)) for option in options}
    counted = counted or Counted()
    added, room = paper.added(ballot, options, counted), paper.voters(ballot, counted)
    return Tally(voters, _lines(ballot.way, options, totals, added, voters + room), room)


def _lines(way: str, options: list[Option], screen: Totals, room: Totals, voters: int) -> list[Line]:
    full = max(1, voters * (len(options) - 1) if way == Way.RANKED else voters)
    totals = {pk: [a + b for a, b in zip(screen[pk], room[pk], strict=True)] for pk in screen}
    scores = {pk: _score(way, counts) for pk, counts in totals.items()}
    best = max(scores.values(), default=(0,))
    lines = []
    for option in options:
        yes, maybe, _no, points = totals[option.pk]
        share = round(100 * (points if way == Way.RANKED else yes) / full)
        from_room = round(100 * room[option.pk][3 if way == Way.RANKED else 0] / full)
        words = _words(way, screen[option.pk], share, room[option.pk][0])
        leads = any(best) and scores[option.pk] == best
        shares = min(100, share - from_room), min(100, from_room), min(100, round(100 * maybe / full))
        lines.append(Line(option, words, *shares, leads))
    return lines


def _score(way: str, counts: list[int]) -> tuple[int, ...]:
    """What decides. Of dates: on which most people can come, and then on which fewest come only if need be. No date leads where nobody
    can."""
    yes, maybe, _no, points = counts
    if way == Way.RANKED:
        return (points,)
    return (yes + maybe, yes) if way == Way.DATES else (yes,)


def _words(way: str, counts: list[int], share: int, room: int) -> str:
    if not room:
        return _from_screen(way, counts, share)
    if way in (Way.SINGLE, Way.MULTIPLE):
        votes = ngettext("%(num)s vote", "%(num)s votes", counts[0]) % {"num": counts[0]}
        words = _("%(votes)s + %(room)s from the room, %(share)s%%")
        return words % {"votes": votes, "room": room, "share": share}
    said = _from_screen(way, counts, share)
    return _("%(votes)s + %(room)s from the room") % {"votes": said, "room": room}


def _from_screen(way: str, counts: list[int], share: int) -> str:
    yes, maybe, no, points = counts
    if way == Way.DATES:
        return _("%(yes)s yes, %(maybe)s if need be, %(no)s no") % {"yes": yes, "maybe": maybe, "no": no}
    if way == Way.RANKED:
        words = ngettext("%(num)s point, first for %(first)s", "%(num)s points, first for %(first)s", points)
        return words % {"num": points, "first": yes}
    return ngettext("%(num)s vote, %(share)s%%", "%(num)s votes, %(share)s%%", yes) % {
        "num": yes,
        "share": share,
    }


def _counters(option: Option) -> list[int]:
    return [getattr(option, name) for name in COUNTERS]


def needed(ballot: Ballot, members: int) -> int:
    """How many votes the quorum asks for; 0 where there is none."""
    if not ballot.quorum:
        return 0
    electorate = members if ballot.electorate is None else ballot.electorate
    return -(-electorate * ballot.quorum // 100) if ballot.quorum_is_share else ballot.quorum
