"""Follow, and stop. Both say which state is wanted, so doing either twice changes nothing."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import living
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.interactions.follows.models import Follow

BEGUN = {
    "content": "follows.item_followed",
    "followee": "follows.person_followed",
    "topic": "follows.topic_followed",
}


def check_follow(person, content) -> None:
    """Everybody who reads an item may follow it while something can still happen on it."""
    living(content)


@transaction.atomic
def follow(person, **what) -> None:
    """Follow `content=`, `topic=` or `followee=`: something that the caller has seen that this person may see."""
    if what.get("followee") == person:
        raise Refused(_("You can’t follow yourself."), 400)
    row, made = Follow.objects.get_or_create(person=person, **what)
    if not made and row.ended_at is None:
        return
    if not made:
        Follow.objects.filter(pk=row.pk).update(ended_at=None, created_at=timezone.now())
    (kind,) = what
    _say(BEGUN[kind], person, what)


@transaction.atomic
def unfollow(person, **what) -> None:
    """Stop; posting or commenting there doesn't make them follow it again."""
    if Follow.objects.filter(person=person, ended_at=None, **what).update(ended_at=timezone.now()):
        _say("follows.ended", person, what)


def by_itself(person_id: int, content: Content) -> None:
    """Who takes part follows; not who has stopped before. What they did has its own event."""
    if Follow.objects.filter(person_id=person_id, content_id=content.pk).exists():
        return
    try:
        with transaction.atomic():
            Follow.objects.create(person_id=person_id, content_id=content.pk)
    except IntegrityError:
        pass  # they followed it themselves, just now


def _say(verb: str, person, what: dict) -> None:
    content, topic = what.get("content"), what.get("topic")
    record(
        verb,
        actor=person,
        content=content,
        group=content.group if content else None,
        person=what.get("followee"),
        data={"topic": topic.pk} if topic else {},
    )
