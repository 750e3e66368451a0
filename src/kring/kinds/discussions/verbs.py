"""Sum a discussion up, close it with that, and open it again."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import naming
from kring.core.content.access import is_host, living
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.kinds.discussions.models import Discussion, EarlierSummary, Summary, SummedUp


def check_sum_up(person, content) -> None:
    """Who began the discussion sums it up, or a host."""
    if not isinstance(content, Discussion):
        raise Refused(_("Only a discussion has a summary."))
    living(content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Who began this discussion sums it up, or a host of the group."))


@transaction.atomic
def sum_up(content: Content, by, body: str, comments=()) -> None:
    """Pin this summary (clean HTML) on top, of these comments (ids; those on something else are left out). The version before
    is kept. People who took part are told of the first one."""
    if not body:
        raise Refused(_("Write the summary first."), 400)
    was = Summary.objects.select_for_update().filter(discussion_id=content.pk).first()
    if body != (was and was.body):
        body = naming.settled(body, by, was.body if was else "")
    same_words = was is not None and was.body == body
    if same_words and not _choose(content, comments):
        return
    if not same_words:
        _choose(content, comments)
        _write(content, by, body, was)
    _mirror(content)
    verb = "discussions.summary_changed" if was else "discussions.summed_up"
    record(verb, actor=by, group=content.group, content=content)


@transaction.atomic
def close(content: Content, by) -> None:
    """What it came to stands on top; nothing is added any more."""
    now = timezone.now()
    open_still = Summary.objects.filter(discussion_id=content.pk, closed_at=None)
    if open_still.update(closed_at=now, closed_by=by):
        _mirror(content, is_open=False, comments_open=False)
        record("discussions.closed", actor=by, group=content.group, content=content)
    elif not Summary.objects.filter(discussion_id=content.pk).exists():
        raise Refused(_("Sum the discussion up first: a discussion is closed with its summary."), 400)


@transaction.atomic
def reopen(content: Content, by) -> None:
    """People can go on; the summary stays."""
    closed = Summary.objects.filter(discussion_id=content.pk, closed_at__isnull=False)
    if closed.update(closed_at=None, closed_by=None):
        _mirror(content, is_open=True, comments_open=True)
        record("discussions.reopened", actor=by, group=content.group, content=content)


def _write(content, by, body: str, was: Summary | None) -> None:
    if was:
        EarlierSummary.objects.create(
            discussion_id=content.pk, body=was.body, by_id=was.by_id, created_at=was.created_at
        )
    told = {"body": body, "by": by, "created_at": timezone.now()}
    Summary.objects.update_or_create(discussion_id=content.pk, defaults=told)


def _choose(content, comments) -> bool:
    """Whether other comments are summed up now than before."""
    there = content.comments.there().filter(pk__in=list(comments))
    wanted = set(there.values_list("pk", flat=True))
    chosen = SummedUp.objects.filter(comment__content_id=content.pk)
    had = set(chosen.values_list("pk", flat=True))
    chosen.filter(pk__in=had - wanted).delete()
    SummedUp.objects.bulk_create([SummedUp(pk=pk) for pk in wanted - had], ignore_conflicts=True)
    return wanted != had


def _mirror(content, **columns) -> None:
    Content.objects.filter(pk=content.pk).update(**columns, version=F("version") + 1)
    content.__dict__.pop("_summed_up", None)
