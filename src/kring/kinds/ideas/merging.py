"""Two ideas that are the same become one: votes, once each, who joins, and all comments go along."""

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host
from kring.core.content.models import Comment, Content
from kring.core.refused import Refused
from kring.core.votes.models import Vote
from kring.kinds.ideas.models import Idea, IdeaDetails, Joining, Phase
from kring.kinds.ideas.verbs import details, mirror, of_ideas


def check_merge(person, content) -> None:
    of_ideas(person, content)
    if not is_host(person, content.group):
        raise Refused(_("A host of this group merges ideas."))
    if details(content).merged_into_id:
        raise Refused(_("This was merged already."), 409)


def target(person, content, number: int) -> Idea:
    """The idea with this number, where `content` can be merged into it."""
    if number == content.pk:
        raise Refused(_("An idea can’t be merged into itself."), 400)
    found = Content.objects.visible_to(person).select_related("group").filter(pk=number).first()
    if not isinstance(found, Idea) or not found.is_published:
        raise Refused(_("That idea isn’t there, or you can’t see it. Choose another one."), 400)
    if found.group_id != content.group_id:  # comments of a closed group would stand in an open one
        raise Refused(_("Only ideas of the same group can be merged."), 400)
    row = details(found)
    if row.merged_into_id:
        raise Refused(_("That one was merged into another idea itself. Choose that one."), 409)
    if row.phase == Phase.DECIDED:
        raise Refused(_("That idea is closed. Open it again first, or merge it into this one."), 409)
    return found


@transaction.atomic
def merge(content: Content, by, into: Content) -> None:
    """From now on there is one idea: `into`. The caller has locked both and asked `check_merge` and `target`."""
    for model in (Vote, Joining):
        there = model.objects.filter(content=into).values("person_id")  # seen: no content, only who voted
        model.objects.filter(content=content).exclude(person__in=there).update(content_id=into.pk)
        model.objects.filter(content=content).delete()
    moved = Comment.objects.filter(content=content).update(content_id=into.pk)
    for item in (content, into):
        count(item.pk)
    told = {"merged_into": into, "phase": Phase.DECIDED, "closed_at": timezone.now(), "closed_by": by}
    IdeaDetails.objects.filter(pk=content.pk).update(**told)
    Content.objects.filter(pk=content.pk).update(comments_open=False)
    mirror([content.pk], is_open=False)
    into.touch()
    record(
        "ideas.merged",
        actor=by,
        group=content.group,
        content=content,
        data={"into": into.pk, "comments": moved},
    )
    record("ideas.grew", actor=by, group=into.group, content=into, data={"from": content.pk})


def count(id: int) -> None:
    """Every counter of an idea, from what there is."""
    tally([id])
    there = Comment.objects.filter(content_id=id, deleted_at=None)  # seen: only counted
    Content.objects.filter(pk=id).update(comment_count=there.count())


def tally(ids) -> None:
    """Votes for and people who join, counted again; ideas that have no columns yet get them."""
    ids = list(ids)
    IdeaDetails.objects.bulk_create([IdeaDetails(content_id=id) for id in ids], ignore_conflicts=True)
    given = Vote.objects.filter(content__in=ids, value__gt=0).values("content_id").annotate(sum=Sum("value"))
    votes = dict(given.values_list("content_id", "sum"))
    joined = Joining.objects.filter(content__in=ids).values("content_id").annotate(sum=Count("pk"))
    joining = dict(joined.values_list("content_id", "sum"))
    rows = IdeaDetails.objects.filter(pk__in=ids)
    changed = []
    for row in rows:
        now = votes.get(row.pk, 0), joining.get(row.pk, 0)
        if now != (row.vote_count, row.join_count):
            row.vote_count, row.join_count = now
            changed.append(row)
    IdeaDetails.objects.bulk_update(changed, ["vote_count", "join_count"], batch_size=500)
