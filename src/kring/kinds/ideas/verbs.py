"""Vote for an idea, join it, close it. Votes and joining say which state is wanted, so doing either twice changes nothing."""

from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.core.votes import verbs as votes
from kring.core.votes.models import Vote
from kring.kinds.ideas.models import ChallengeDetails, Idea, IdeaDetails, Joining, Phase


def details(content: Content) -> IdeaDetails:
    """The columns of an idea, as they are now."""
    return IdeaDetails.objects.select_related("asked_in__challenge").get_or_create(content_id=content.pk)[0]


def of_ideas(person, content) -> None:
    if not isinstance(content, Idea):
        raise Refused(_("This isn’t an idea."))
    living(content)


def why_no_vote(row: IdeaDetails, step: str = "") -> str:
    """Why nobody can vote on it now, in a sentence; "" where everybody can. `step` is that of its challenge, if it has one."""
    if row.merged_into_id:
        return _("This was merged into another idea. Vote for that one.")
    if row.phase == Phase.DECIDED or (row.closes_at and row.closes_at <= timezone.now()):
        return _("Voting on this idea is closed.")
    if row.phase == Phase.VOTING or not step:
        return ""
    if step in (ChallengeDetails.Step.COLLECT, ChallengeDetails.Step.DISCUSS):
        return _("Voting begins later in this challenge. You can comment on the idea now.")
    return _("This idea didn’t go on to the vote.")


def check_vote(person, content) -> None:
    """Everybody who reads an idea votes, while that is open."""
    of_ideas(person, content)
    row = details(content)
    if why := why_no_vote(row, row.asked_in.facts.step if row.asked_in else ""):
        raise Refused(why, 409)


@transaction.atomic
def vote(person, content: Content, value: int = 1) -> None:
    """The person gives this idea `value` votes from now on; 0 takes them back. More than one where its challenge gives a budget."""
    row = details(content)
    challenge = row.asked_in.facts if row.asked_in else None
    if not 0 <= value <= (challenge.votes if challenge else 1):
        raise Refused(_("That is no number of votes that you can give."), 400)
    if value and challenge and challenge.mode == ChallengeDetails.Mode.BUDGET:
        _afford(person, row, challenge, value)
    moved = votes.vote(person, content.pk, value) if value else votes.take_back(person, content.pk)
    if not moved:
        return
    before = value - moved
    step, moment = max(value, 0) - max(before, 0), {"last_vote_at": timezone.now()} if moved > 0 else {}
    rows = IdeaDetails.objects.filter(pk=content.pk).exclude(phase=Phase.DECIDED)
    if not rows.update(vote_count=F("vote_count") + step, **moment):
        raise Refused(_("Voting on this idea is closed."), 409)
    verb = "ideas.voted" if value else "ideas.vote_taken_back"
    record(
        verb, actor=person, group=content.group, content=content, data={"value": value} if value > 1 else {}
    )


def spent(person, challenge_id: int, without: int = 0) -> int:
    """How many votes of their budget somebody has given to ideas of a challenge."""
    given = Vote.objects.filter(person=person, content__idea__asked_in=challenge_id).exclude(content=without)
    return given.filter(value__gt=0).aggregate(sum=Sum("value"))["sum"] or 0


def _afford(person, row: IdeaDetails, challenge: ChallengeDetails, value: int) -> None:
    ChallengeDetails.objects.select_for_update().get(pk=challenge.pk)  # two tabs don't spend the same votes
    left = challenge.budget - spent(person, challenge.pk, without=row.pk)
    if value > left:
        words = ngettext(
            "You have %(num)d vote left in this challenge. Take one back elsewhere first.",
            "You have %(num)d votes left in this challenge. Take some back elsewhere first.",
            max(left, 0),
        )
        raise Refused(words % {"num": max(left, 0)}, 409)


def check_join(person, content) -> None:
    of_ideas(person, content)
    row = details(content)
    if row.merged_into_id or row.withdrawn:
        raise Refused(_("Nothing happens with this idea any more."), 409)


@transaction.atomic
def join(person, content: Content) -> None:
    """The person will help to make it happen."""
    if Joining.objects.get_or_create(content_id=content.pk, person=person)[1]:
        details(content)
        IdeaDetails.objects.filter(pk=content.pk).update(join_count=F("join_count") + 1)
        record("ideas.joined", actor=person, group=content.group, content=content)


@transaction.atomic
def leave(person, content: Content) -> None:
    if Joining.objects.filter(content_id=content.pk, person=person).delete()[0]:
        IdeaDetails.objects.filter(pk=content.pk).update(join_count=F("join_count") - 1)
        record("ideas.left", actor=person, group=content.group, content=content)


def check_close(person, content) -> None:
    """Its author, or a host."""
    of_ideas(person, content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Its author closes this idea, or a host of the group."))
    if details(content).merged_into_id:
        raise Refused(_("This was merged into another idea."), 409)


@transaction.atomic
def close(content: Content, by=None) -> None:
    """No more votes. An author who isn't a host withdraws the idea; else an outcome is owed. `by` is None where its time has come."""
    details(content)
    withdrawn = by is not None and by.pk == content.author_id and not is_host(by, content.group)
    told = {"phase": Phase.DECIDED, "closed_at": timezone.now(), "closed_by": by, "withdrawn": withdrawn}
    if IdeaDetails.objects.filter(pk=content.pk).exclude(phase=Phase.DECIDED).update(**told):
        mirror([content.pk], is_open=False)
        record("ideas.closed", actor=by, group=content.group, content=content)


@transaction.atomic
def reopen(content: Content, by) -> None:
    """Undo that."""
    row = details(content)
    voting = row.closes_at or (row.asked_in and row.asked_in.facts.step == ChallengeDetails.Step.VOTE)
    told = {
        "phase": Phase.VOTING if voting else Phase.OPEN,
        "closed_at": None,
        "closed_by": None,
        "withdrawn": False,
    }
    if row.closes_at and row.closes_at <= timezone.now():
        told["closes_at"] = None
    if IdeaDetails.objects.filter(pk=content.pk, phase=Phase.DECIDED, merged_into=None).update(**told):
        mirror([content.pk], is_open=True)
        record("ideas.reopened", actor=by, group=content.group, content=content)


def mirror(ids, is_open: bool) -> None:
    """Lists read from the content's own columns whether it still waits; cards show it."""
    Content.objects.filter(pk__in=ids).update(is_open=is_open, version=F("version") + 1)
