"""The newsletters of Waterveen: some that were sent, one that is still being written. Nobody gets them by mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from kring.core.content.text import from_markdown
from kring.core.groups.models import Group
from kring.core.groups.verbs import everyone
from kring.core.people.models import Person
from kring.demo.story import Story, rows
from kring.demo.words import unwrapped
from kring.tools.newsletter import audience
from kring.tools.newsletter.models import Newsletter, Opened, Part, State

NO_ADDRESS = 2  # people whom no mail reaches


@transaction.atomic
def write(story: Story, ids: dict[str, dict[str, int]]) -> None:
    """Once: where there are newsletters already nothing is written."""
    if Newsletter.objects.exists():
        return
    for letter in rows("letters.toml", "letter"):
        made = _made(story, letter, ids)
        _fill(made, letter, ids["content"])
        if "at" in letter:
            _sent(made, letter, ids["content"])


def _made(story: Story, letter: dict, ids: dict[str, dict[str, int]]) -> Newsletter:
    at = datetime.fromisoformat(story.clock.iso(story.clock.moment(letter.get("at") or letter["made"])))
    made = Newsletter.objects.create(
        subject=letter["subject"],
        intro=from_markdown(unwrapped(letter["intro"].strip())),
        by=Person.objects.get(pk=ids["person"][letter["by"]]),
        created_at=at,
        begun_at=at if "at" in letter else None,
    )
    groups = {**ids["group"], "everyone": everyone().pk}
    made.groups.set(Group.objects.filter(pk__in=[groups[id] for id in letter["groups"]]))
    return made


def _fill(made: Newsletter, letter: dict, contents: dict[str, int]) -> None:
    for position, (id, words) in enumerate(letter["parts"]):
        if id == "#":
            Part.objects.create(newsletter=made, position=position, heading=words)
        elif id in contents:
            Part.objects.create(newsletter=made, position=position, content_id=contents[id], words=words)


def _sent(made: Newsletter, letter: dict, contents: dict[str, int]) -> None:
    people = audience.people(made).count()
    Newsletter.objects.filter(pk=made.pk).update(
        state=State.SENT,
        sent_at=made.begun_at,
        person_count=people,
        letter_count=people - NO_ADDRESS,
        arrived_count=people - NO_ADDRESS,
    )
    Opened.objects.bulk_create(
        Opened(newsletter=made, content_id=contents[id], count=count)
        for id, count in letter.get("opened", {}).items()
        if id in contents
    )
