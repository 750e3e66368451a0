"""A poll on paper. What was counted in a room is added to the results, and said beside them."""

from django.utils.translation import gettext as _

from kring.core.content.room import Counted, Room
from kring.core.web import times
from kring.kinds.polls.models import Ballot, Option
from kring.kinds.polls.ways import Way


def room(content) -> Room | None:
    ballot = getattr(content, "poll", None)
    if ballot is None:
        return None
    ask = {
        Way.MULTIPLE: _("Tick as many as you like."),
        Way.RANKED: _("Tick the one that you like best."),
        Way.DATES: _("Tick every date on which you can come."),
    }.get(Way(ballot.way), _("Tick one."))
    choices = tuple((option.key, _name(option)) for option in ballot.options.all())
    several = ballot.way in (Way.MULTIPLE, Way.DATES)
    closed = ballot.why_closed if ballot.is_over else ""
    return Room(ask, choices, several, closed, added=True)


def _name(option: Option) -> str:
    when = times.moment(option.starts_at) if option.starts_at else times.day(option.day) if option.day else ""
    return " · ".join(word for word in (when, option.text) if word)


def voters(ballot: Ballot, counted: Counted) -> int:
    """How many people voted in the room: who may tick one box gives one tick each, else we know only who was there."""
    several = ballot.way in (Way.MULTIPLE, Way.DATES)
    return counted.people if several else sum(counted.counts.values())


def added(ballot: Ballot, options: list[Option], counted: Counted) -> dict[int, list[int]]:
    """What the ticks add to the counters of each option (ways.COUNTERS). In a ranking a tick is a first place, and nothing after it."""
    first = len(options) - 1 if ballot.way == Way.RANKED else 0
    return {option.pk: [n := counted.counts[option.key], 0, 0, n * first] for option in options}
