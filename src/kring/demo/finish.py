"""What the interchange format has no field for: the organisation's own group, welcomes, working days, what was read,
what people were told and looked for, newsletters."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F

from kring.core.content.text import from_markdown, from_text
from kring.core.files.images import store_cover
from kring.core.groups.models import Group, Membership
from kring.core.groups.verbs import everyone
from kring.core.people.models import Person
from kring.demo import crowd, letters, searched, talks, told
from kring.demo.pictures import drawn
from kring.demo.story import Story
from kring.exchange.models import SourceRef


@transaction.atomic
def finish(story: Story) -> None:
    people, groups = rows("person"), rows("group")
    _people(story, people)
    _groups(story, groups)
    _reading(story, people, groups)
    ids = {"person": people, "group": groups, "content": rows("content"), "comment": rows("comment")}
    told.tell(story, ids)
    letters.write(story, ids)
    searched.search(story)
    talks.write(story, people)


def rows(type: str) -> dict[str, int]:
    """Our id → the row it became."""
    from kring.demo.records import ABOUT

    refs = SourceRef.objects.filter(source__name=ABOUT["source"], type=type)
    return dict(refs.values_list("external_id", "object_id"))


def _people(story: Story, ids: dict[str, int]) -> None:
    for key, person in story.people.items():
        started = story.first_day(person["started"]) if "started" in person else None
        Person.objects.filter(pk=ids[key]).update(
            working_days=person.get("days", [1, 2, 3, 4, 5]),
            start_date=started and date.fromisoformat(started),
        )


def _groups(story: Story, ids: dict[str, int]) -> None:
    for id, group in story.groups.items():
        row = Group.objects.get(pk=ids[id]) if id in ids else everyone()
        changes = {"welcome": from_markdown(group["welcome"])} if "welcome" in group else {}
        if row.is_everyone:
            changes |= {"name": group["name"], "description": from_text(group["description"])}
            changes["data"] = {**row.data, "demo": story.clock.iso(story.clock.end)}
            changes["cover"] = row.cover or store_cover(
                ContentFile(drawn(group["picture"]), name="cover.webp")
            )
        Group.objects.filter(pk=row.pk).update(**changes, version=F("version") + 1)


def _reading(story: Story, people: dict[str, int], groups: dict[str, int]) -> None:
    """Everybody was in their groups before today, some a while ago: so there is something new, but not everywhere."""
    yesterday = story.clock.moment("w1 17:00")
    ids = {**groups, "everyone": everyone().pk}
    for id, group in ids.items():
        for key in story.members[id]:
            days = crowd.number(key, id, "seen") % 3
            seen = story.clock.real(yesterday - timedelta(days=days * days))
            Membership.objects.filter(group_id=group, person_id=people[key], seen_at=None).update(
                seen_at=seen
            )
