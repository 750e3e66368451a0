"""Counting votes again that came in other than by voting here: with a package, or with a repair."""

from django.utils import timezone

from kring.core.votes.models import Vote
from kring.kinds.polls import ways
from kring.kinds.polls.models import Ballot, Option, Voter
from kring.kinds.polls.ways import COUNTERS


def tally(ids) -> None:
    """Set the counters of these polls to what was chosen."""
    for ballot in Ballot.objects.filter(pk__in=ids).prefetch_related("options"):
        (_fold if ballot.anonymous else _count)(ballot)


def _count(ballot: Ballot) -> None:
    options, counted, voters = _added(ballot)
    for option in options:
        wanted = counted[option.key]
        if any(getattr(option, name) != number for name, number in wanted.items()):
            Option.objects.filter(pk=option.pk).update(**wanted)
    ballot.voters.exclude(person__in=voters).delete()
    now = timezone.now()
    Voter.objects.bulk_create(
        [Voter(ballot=ballot, person_id=id, created_at=at or now) for id, at in voters.items()],
        ignore_conflicts=True,
    )
    Ballot.objects.filter(pk=ballot.pk).update(voter_count=len(voters))


def _fold(ballot: Ballot) -> None:
    """Votes with names that came in for an anonymous poll join its totals; that they had names is forgotten."""
    options, counted, voters = _added(ballot)
    for option in options:
        sums = {name: getattr(option, name) + number for name, number in counted[option.key].items()}
        Option.objects.filter(pk=option.pk).update(**sums)
    known = set(ballot.voters.values_list("person_id", flat=True))
    new = [Voter(ballot=ballot, person_id=id) for id in voters if id not in known]
    Voter.objects.bulk_create(new)
    Ballot.objects.filter(pk=ballot.pk).update(voter_count=ballot.voter_count + len(new))
    Vote.objects.filter(content=ballot.pk).delete()


def _added(ballot: Ballot) -> tuple[list[Option], dict[str, dict[str, int]], dict]:
    """(options, {key: counters}, {person: when}) of the votes there are. What makes no sense isn't counted."""
    options = list(ballot.options.all())
    counted = {option.key: dict.fromkeys(COUNTERS, 0) for option in options}
    voters: dict[int, object] = {}
    rows = Vote.objects.filter(content=ballot.pk, option__in=list(counted))
    for person, key, value, at in rows.values_list("person_id", "option", "value", "created_at").iterator():
        if not ways.makes_sense(ballot.way, value, len(options)):
            continue
        voters.setdefault(person, at)
        for name, number in ways.counted(ballot.way, value, len(options)).items():
            counted[key][name] += number
    return options, counted, voters
