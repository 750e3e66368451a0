"""Explain an outcome, explain it otherwise, take it back, and undo that."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import naming
from kring.core.content.access import is_host, living
from kring.core.content.models import Content
from kring.core.content.querysets import people_who_see
from kring.core.refused import Refused
from kring.interactions.outcomes.models import Outcome
from kring.interactions.outcomes.owing import is_closed, kinds


def check_explain(person, content) -> None:
    """A host of the group; of some kinds also who posted it. Once it is closed."""
    if content.kind not in kinds():
        raise Refused(_("Of this kind of post no outcome is explained."))
    living(content)
    decides = content.author_decides and content.author_id == person.pk
    if not decides and not is_host(person, content.group):
        raise Refused(_("A host of this group explains what was decided."))
    if not current(content) and not is_closed(content):
        raise Refused(_("This is still open. Close it first, then explain what was decided."), 409)


def current(content) -> Outcome | None:
    found = Outcome.objects.filter(content_id=content.pk, is_current=True)
    return found.select_related("by", "owner").first()


@transaction.atomic
def explain(
    content: Content, by, *, decision: str, reason: str, owner=None, review_at: date | None = None
) -> Outcome:
    """From now on this was decided, because of `reason` (clean HTML). Those who took part are told. The same again changes
    nothing; the explanation before stays as history. The caller has checked `by` and locked the content."""
    if decision not in Outcome.Decision.values:
        raise Refused(_("Choose what was decided."), 400)
    if not reason:
        raise Refused(_("Explain why: who took part wants to know."), 400)
    if owner is not None and not people_who_see(content).filter(pk=owner.pk).exists():
        raise Refused(_("Choose somebody who can see this."), 400)
    before = current(content)
    reason = naming.settled(reason, by, before.reason if before else "")
    told = {"decision": decision, "reason": reason, "owner_id": owner and owner.pk, "review_at": review_at}
    if before and all(getattr(before, name) == value for name, value in told.items()):
        return before
    Outcome.objects.filter(content_id=content.pk, is_current=True).update(is_current=False)
    made = Outcome.objects.create(content_id=content.pk, by=by, **told)
    content.touch()
    given = owner if owner and not (before and before.owner_id == owner.pk) else None
    record("outcomes.changed" if before else "outcomes.explained", actor=by, group=content.group, content=content,
           person=given, data={"decision": decision})  # fmt: skip
    return made


@transaction.atomic
def take_back(content: Content, by, number: int) -> Outcome | None:
    """This explanation no longer stands; the one before it, if any, does again. None where it was no longer current."""
    gone = Outcome.objects.filter(content_id=content.pk, pk=number, is_current=True).first()
    if gone is None:
        return None
    Outcome.objects.filter(pk=gone.pk).update(is_current=False, taken_back_at=timezone.now())
    last = Outcome.objects.filter(content_id=content.pk, taken_back_at=None).order_by("-created_at").first()
    if last:
        Outcome.objects.filter(pk=last.pk).update(is_current=True)
    content.touch()
    record("outcomes.taken_back", actor=by, group=content.group, content=content)
    return gone


@transaction.atomic
def put_back(content: Content, by, number: int) -> None:
    """Undo that: this explanation stands again, as it did."""
    gone = Outcome.objects.filter(content_id=content.pk, pk=number, taken_back_at__isnull=False).first()
    if gone is None:
        return
    Outcome.objects.filter(content_id=content.pk, is_current=True).update(is_current=False)
    Outcome.objects.filter(pk=gone.pk).update(is_current=True, taken_back_at=None)
    content.touch()
    record("outcomes.put_back", actor=by, group=content.group, content=content)
