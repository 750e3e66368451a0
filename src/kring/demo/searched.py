"""What the people of Waterveen looked for, as it is counted: for whoever looks after the platform."""

from __future__ import annotations

from datetime import timedelta

from kring.core.search.tally_models import SearchTally
from kring.demo import crowd
from kring.demo.story import Story, rows

DAYS = 26


def search(story: Story) -> None:
    """Once: the same again changes nothing."""
    SearchTally.objects.bulk_create(
        [
            SearchTally(
                day=(
                    story.clock.end - timedelta(days=crowd.number(key, asked["words"], "day") % DAYS)
                ).date(),
                words=asked["words"],
                who=f"{crowd.number(key, asked['words']):012x}",
                nothing=not asked.get("found", False),
            )
            for asked in rows("searches.toml", "search")
            for key in crowd.chosen(story.people, asked["people"], asked["words"])
        ],
        ignore_conflicts=True,
    )
