"""Topics: words that platform and packages share, so one of the same name is the same one."""

from hashlib import blake2b

from slugify import slugify

from kring.core.content.models import Topic
from kring.core.features.fields import Text
from kring.core.features.records import Loader
from kring.exchange.rows import write_over


class Topics(Loader):
    type = "topic"
    fields = {"id": Text(required=True), "name": Text(limit=80, required=True), "description": Text()}

    def write(self, items, batch) -> None:
        rows = topics_of([item.record["name"].strip() for item in items])
        changed = {}
        for item in items:
            topic = rows[item.record["name"].strip()]
            item.object_id = item.object_id or topic.pk
            if item.values.get("description") and item.values["description"] != topic.description:
                topic.description = item.values["description"]
                changed[topic.pk] = topic
        write_over(Topic, list(changed.values()), ["description"])


def topics_of(names) -> dict[str, Topic]:
    """The topic of each name; those that aren't there yet are made."""
    slugs = {name: slug_of(name) for name in names}
    there = {topic.slug: topic for topic in Topic.objects.filter(slug__in=slugs.values())}
    new = {
        slug: Topic(slug=slug, name=cut(name)) for name, slug in reversed(slugs.items()) if slug not in there
    }
    there |= {topic.slug: topic for topic in Topic.objects.bulk_create(new.values())}
    return {name: there[slug] for name, slug in slugs.items()}


def cut(name: str) -> str:
    return name if len(name) <= 80 else name[:79].rstrip() + "…"


def slug_of(name: str) -> str:
    """A topic's address. Signs count where they are all that tells two apart (C, C++, C#), and so does the end of a
    name that is too long to stand there whole."""
    signs = {"+": "-plus", "#": "-sharp", "&": "-and-"}
    word = slugify("".join(signs.get(c, c) for c in name))
    if word and len(word) <= 80:
        return word
    ending = blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{word[:70].strip('-') or 'topic'}-{ending}"
