"""Vote, take a vote back, and close a poll."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.core.votes import verbs as votes
from kring.core.votes.models import Vote
from kring.kinds.polls import tally, ways
from kring.kinds.polls.models import Ballot, Option, Poll, Voter


def check_vote(person, content) -> None:
    """Members of the group vote; who only reads it sees the results."""
    check_look(person, content)
    living(content)
    if person.roles.get(content.group_id) is None:
        raise Refused(_("Join this group to vote in it."))
    _still_open(content.poll)


def check_look(person, content) -> None:
    if not isinstance(content, Poll) or not hasattr(content, "poll"):
        raise Refused(_("This isn’t a poll."), 400)


def check_close(person, content) -> None:
    check_look(person, content)
    living(content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Who made this poll can close it, or a host of the group."))


def _still_open(ballot: Ballot) -> None:
    if ballot.is_over:
        raise Refused(ballot.why_closed)


@transaction.atomic
def vote(person, content: Content, answers: dict[int, int]) -> None:
    """Answer with {option: value} (their values as models.py says). A second vote replaces the first one where that is allowed; the
    same one again changes nothing."""
    ballot = _locked(content)
    _still_open(ballot)
    options = {option.pk: option for option in ballot.options.all()}
    answers = ways.checked(ballot.way, answers, set(options))
    if ballot.from_elsewhere:
        raise Refused(
            _(
                "The votes in this poll came from another platform, without who voted, so it takes no new ones."
            )
        )
    if ballot.anonymous:
        _add_unnamed(person, content, ballot, answers, len(options))
    else:
        _set_named(person, content, ballot, answers, len(options))


def _add_unnamed(person, content, ballot: Ballot, answers, number: int) -> None:
    """The choice joins the totals and is kept nowhere else. No event names a person or a moment, only that a step was reached
    at which the totals are shown anew."""
    if not Voter.objects.get_or_create(ballot=ballot, person=person)[1]:
        raise Refused(
            _("You have voted already. Nobody knows which vote is yours, so it can’t be changed."), 409
        )
    for option, value in answers.items():
        _count(option, ways.counted(ballot.way, value, number), 1)
    Ballot.objects.filter(pk=ballot.pk).update(voter_count=F("voter_count") + 1)
    if tally.publish_step(ballot.pk):
        record("polls.counted", group=content.group, content=content)


def _set_named(person, content, ballot: Ballot, answers, number: int) -> None:
    made = Voter.objects.get_or_create(ballot=ballot, person=person, defaults={"created_at": timezone.now()})[
        1
    ]
    was = _mine(person, ballot)
    if was == answers:
        return
    if not made and not ballot.changeable:
        raise Refused(_("You have voted already, and in this poll a vote can’t be changed."), 409)
    _put(person, ballot, was, answers, number)
    if made:
        Ballot.objects.filter(pk=ballot.pk).update(voter_count=F("voter_count") + 1)
    record("polls.voted" if made else "polls.changed", actor=person, group=content.group, content=content)


def _put(person, ballot: Ballot, was: dict, answers: dict, number: int) -> None:
    keys = dict(ballot.options.values_list("pk", "key"))
    for option in was.keys() | answers.keys():
        if was.get(option) == answers.get(option):
            continue
        if option in was:
            _count(option, ways.counted(ballot.way, was[option], number), -1)
        if option in answers:
            _count(option, ways.counted(ballot.way, answers[option], number), 1)
            votes.vote(person, ballot.pk, answers[option], keys[option])
        else:
            votes.take_back(person, ballot.pk, keys[option])


@transaction.atomic
def withdraw(person, content: Content) -> None:
    """As if this person hadn't voted."""
    ballot = _locked(content)
    _still_open(ballot)
    if ballot.anonymous or not ballot.changeable:
        raise Refused(_("In this poll a vote can’t be taken back."))
    if not Voter.objects.filter(ballot=ballot, person=person).delete()[0]:
        return
    _put(person, ballot, _mine(person, ballot), {}, ballot.options.count())
    Ballot.objects.filter(pk=ballot.pk).update(voter_count=F("voter_count") - 1)
    record("polls.withdrawn", actor=person, group=content.group, content=content)


@transaction.atomic
def close(content: Content, by=None) -> bool:
    """No more votes; the results are there for who reads it. `by` is None where its time has come. False where it was closed."""
    ballot = _locked(content)
    if ballot.closed_at:
        return False
    now = timezone.now()
    Ballot.objects.filter(pk=ballot.pk).update(
        closed_at=now, closed_by=by, electorate=content.group.member_count
    )
    Content.objects.filter(pk=content.pk).update(is_open=False, version=F("version") + 1)
    record("polls.closed", actor=by, group=content.group, content=content)
    return True


def _locked(content: Content) -> Ballot:
    """Votes in one poll come one after the other, so that counters, the closing and a second click agree."""
    return Ballot.objects.select_for_update().get(pk=content.pk)


def _mine(person, ballot: Ballot) -> dict[int, int]:
    of_key = {key: pk for pk, key in ballot.options.values_list("pk", "key")}
    chosen = Vote.objects.filter(content_id=ballot.pk, person=person, option__in=list(of_key))
    return {of_key[key]: value for key, value in chosen.values_list("option", "value")}


def _count(option: int, counters: dict[str, int], step: int) -> None:
    Option.objects.filter(pk=option).update(**{name: F(name) + step * n for name, n in counters.items()})
