"""Topics that people give to what they write: a few words with commas between them, as rows."""

import re

from slugify import slugify

from kring.core.content.models import Topic

MOST = 10
LONGEST = 60


def split(typed: str) -> list[str]:
    """The names in “Budget, #Town hall, budget”, each once, as first written."""
    found: dict[str, str] = {}
    for name in re.split(r"[,;\n]", typed):
        name = " ".join(name.strip().lstrip("#").split())
        if slug := slugify(name)[:80]:
            found.setdefault(slug, name)
    return list(found.values())


def topics(names: list[str]) -> list[Topic]:
    """The topics with these names, in their order; what isn't there yet is made."""
    by_slug = {slugify(name)[:80]: name for name in names}
    there = Topic.objects.in_bulk(by_slug, field_name="slug")
    for slug in by_slug.keys() - there.keys():
        there[slug] = Topic.objects.get_or_create(slug=slug, defaults={"name": by_slug[slug]})[0]
    return [there[slug] for slug in by_slug]
