"""A challenge goes from step to step: by a host, or by itself when its time has come. Ideas go along."""

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host, living
from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.refused import Refused
from kring.kinds.ideas.models import Challenge, ChallengeDetails, IdeaDetails, Phase
from kring.kinds.ideas.verbs import close, details, mirror, of_ideas

log = structlog.get_logger("kring.ideas")
Step = ChallengeDetails.Step
ORDER = list(Step)
MANY = 100


def check_steer(person, content) -> None:
    if not isinstance(content, Challenge):
        raise Refused(_("This isn’t a challenge."))
    living(content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("A host of this group does this."))


def check_promote(person, content) -> None:
    """Before the vote a host chooses which ideas go on to it."""
    of_ideas(person, content)
    if not is_host(person, content.group):
        raise Refused(_("A host of this group chooses which ideas go on."))
    row = details(content)
    if row.asked_in is None or row.phase == Phase.DECIDED:
        raise Refused(_("Only an open idea of a challenge goes on."), 409)
    if row.asked_in.facts.step == Step.DECIDE:
        raise Refused(_("The vote is over."), 409)


@transaction.atomic
def promote(content: Content, by, on: bool) -> None:
    """It goes on to the vote, or doesn't. During the vote it does so at once."""
    row = details(content)
    voting = row.asked_in.facts.step == Step.VOTE
    phase = Phase.VOTING if on and voting else Phase.OPEN
    if not IdeaDetails.objects.filter(pk=row.pk).exclude(goes_on=on).update(goes_on=on, phase=phase):
        return
    content.touch()
    record("ideas.promoted" if on else "ideas.held", actor=by, group=content.group, content=content)


@transaction.atomic
def go_to(challenge: Content, by, wanted: str) -> None:
    """On to the next step, or one back. What is decided stays decided. `by` is None where its time has come."""
    row = ChallengeDetails.objects.select_for_update().get_or_create(content_id=challenge.pk)[0]
    if wanted not in Step.values:
        raise Refused(_("That is no step of a challenge."), 400)
    if wanted == row.step:
        return
    here, there = ORDER.index(Step(row.step)), ORDER.index(Step(wanted))
    if row.step == Step.DECIDE:
        raise Refused(_("The vote is over and its ideas are closed: there is no way back."), 409)
    if abs(there - here) != 1:
        raise Refused(_("A challenge goes one step at a time."), 409)
    ended = {f"{row.step}_until": timezone.now()} if there > here and by is not None else {}
    begun = {f"{wanted}_until": None} if there < here else {}
    ChallengeDetails.objects.filter(pk=row.pk).update(step=wanted, **ended, **begun)
    MOVES[wanted](challenge, by)
    challenge.touch()
    record("ideas.step_begun", actor=by, group=challenge.group, content=challenge, data={"step": wanted})


def _talk(challenge, by) -> None:
    _move(IdeaDetails.objects.filter(asked_in=challenge, phase=Phase.VOTING), phase=Phase.OPEN)


def _vote(challenge, by) -> None:
    """Those that a host chose; all of them where none was chosen."""
    ideas = IdeaDetails.objects.filter(asked_in=challenge, phase=Phase.OPEN)
    chosen = ideas.filter(goes_on=True)
    _move(chosen if chosen.exists() else ideas, phase=Phase.VOTING)


def _decide(challenge, by) -> None:
    """Every idea closes, and its outcome is owed: also of those that didn't come to the vote."""
    told = {"phase": Phase.DECIDED, "closed_at": timezone.now(), "closed_by": by}
    ids = _move(IdeaDetails.objects.filter(asked_in=challenge).exclude(phase=Phase.DECIDED), **told)
    mirror(ids, is_open=False)


MOVES = {Step.COLLECT: _talk, Step.DISCUSS: _talk, Step.VOTE: _vote, Step.DECIDE: _decide}


def _move(ideas, **told) -> list[int]:
    ids = list(ideas.values_list("pk", flat=True))
    IdeaDetails.objects.filter(pk__in=ids).update(**told)
    Content.objects.filter(pk__in=ids).touch()
    return ids


def in_time() -> int:
    """What has come to its moment: ideas close, challenges go on. The worker calls this; twice at once does nothing twice."""
    now = timezone.now()
    due = IdeaDetails.objects.filter(phase=Phase.VOTING, closes_at__lte=now).values_list("pk", flat=True)
    done = sum(_alone(_close, pk) for pk in list(due[:MANY]))
    for step in ORDER[:-1]:
        rows = ChallengeDetails.objects.filter(step=step, **{f"{step}_until__lte": now})
        done += sum(_alone(_go_on, pk) for pk in list(rows.values_list("pk", flat=True)[:MANY]))
    return done


def _alone(do, pk: int) -> bool:
    """One that fails holds up no other."""
    try:
        with transaction.atomic():
            items = Content.objects.select_for_update(of=("self",)).select_related("group")  # seen: by nobody
            item = items.filter(pk=pk, state=State.PUBLISHED).first()
            return bool(item and do(item))
    except Exception:
        log.exception("an idea or challenge couldn't go on", content=pk)
        return False


def _close(item) -> bool:
    row = details(item)
    if row.phase != Phase.VOTING or row.closes_at is None or row.closes_at > timezone.now():
        return False
    close(item)
    return True


def _go_on(item) -> bool:
    row = ChallengeDetails.objects.get(pk=item.pk)
    until = row.until(row.step)
    if until is None or until > timezone.now():
        return False
    go_to(item, None, ORDER[ORDER.index(Step(row.step)) + 1])
    return True
