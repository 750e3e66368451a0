"""What the guides were told lately: as it would have come when it happened, and read up to the last working day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kring.core.activity.models import Event
from kring.core.content.models import Comment, Content
from kring.core.content.querysets import people_who_see
from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.notify import grouping, reasons
from kring.core.notify.models import Cause, GroupLevel, Mute, Notification
from kring.core.people.models import Person
from kring.demo.story import Post, Story

SINCE, NEW = "w19 00:00", "w1 13:00"
GUIDES = ("manager", "host", "member", "guest")
LEVELS = (
    ("member", "team-burgerzaken", "all"),
    ("member", "fietsers", "nothing"),
    ("host", "team-burgerzaken", "all"),
)
MUTED = (("member", "reiger-nu"),)


@dataclass(frozen=True)
class Happened:
    """Something in a thread that people are told of, at a moment of the story."""

    verb: str
    at: datetime
    post: Post
    by: str
    comment: str = ""
    to: str = ""


@transaction.atomic
def tell(story: Story, ids: dict[str, dict[str, int]]) -> None:
    """Once: who has been told something already is told nothing more. `ids`: our ids → rows, for each type of record."""
    guides = {person.handle: person for person in Person.objects.filter(handle__in=GUIDES)}
    if Notification.objects.filter(person__in=guides.values()).exists():
        return
    for handle, group, level in LEVELS:
        GroupLevel.objects.create(person=guides[handle], group=Group.objects.get(slug=group), level=level)
    for happened in sorted(_happened(story), key=lambda one: one.at):
        _one(story, ids, happened, list(guides.values()))
    _read(story, guides.values())
    for handle, post in MUTED:
        Mute.objects.create(person=guides[handle], content_id=ids["content"][post])


def _happened(story: Story) -> Iterator[Happened]:
    since = story.clock.moment(SINCE)
    for post in story.posts:
        wrote = {comment.id: comment.by for comment in post.comments}
        if post.at > since:
            yield Happened("content.published", post.at, post, post.raw["by"])
        for comment in post.comments:
            if comment.at > since:
                above = wrote.get(comment.parent or "", "")
                yield Happened("comments.posted", comment.at, post, comment.by, comment.id, above)
            if comment.best and comment.at > since:
                yield Happened("questions.answered", comment.at, post, post.raw["by"], comment.id, comment.by)


def _one(story: Story, ids: dict[str, dict[str, int]], happened: Happened, guides: list[Person]) -> None:
    if happened.post.id not in ids["content"]:
        return
    at = datetime.fromisoformat(story.clock.iso(happened.at))
    content = Content.objects.select_related("group").get(pk=ids["content"][happened.post.id])
    comment = Comment.objects.get(pk=ids["comment"][happened.comment]) if happened.comment else None
    event = Event(
        verb=happened.verb, content=content, group=content.group, comment=comment, created_at=at,
        actor_id=ids["person"][happened.by], person_id=ids["person"].get(happened.to), fanned_out_at=timezone.now(),
    )  # fmt: skip
    why = {}
    for _feature, declared in reasons.tells(event.verb):
        for id in registry.load(declared.who)(event):
            why.setdefault(id, declared)
    able = set(people_who_see(content).values_list("pk", flat=True))
    told = [one for one in guides if one.pk in why and one.pk in able and one.pk != event.actor_id]
    if not told:
        return
    _read_before(at, told)
    event.save(force_insert=True)
    grouping.add(event, told, why)
    Cause.objects.filter(event=event).update(created_at=at)
    Notification.objects.filter(causes__event=event).update(
        last_at=at, mail_due_at=None, push_due_at=None, pushed_at=None
    )


def _read_before(at: datetime, people: list[Person]) -> None:
    """In the morning they have read what came the day before: a day is one line."""
    morning = at.replace(hour=0, minute=0)
    Notification.objects.filter(person__in=people, read_at=None, last_at__lt=morning).update(read_at=morning)


def _read(story: Story, people) -> None:
    """What is new is left to whoever looks through their eyes."""
    new = datetime.fromisoformat(story.clock.iso(story.clock.moment(NEW)))
    rows = Notification.objects.filter(person__in=people, last_at__lt=new)
    rows.filter(read_at=None).update(read_at=new)
