"""What people say that they know about: topics."""

from slugify import slugify

MOST_TOPICS = 20


def topics_of(wanted: list, own: set) -> set:
    """At most twenty topics: those given as such, and those of a name. A name is that of one of the person's own (`own`) first:
    a topic may be called otherwise than its address."""
    called = {topic.name.lower(): topic for topic in own}
    by_slug: dict = {}
    for one in wanted:
        topic = called.get(one.strip().lower()) if isinstance(one, str) else one
        if slug := topic.slug if topic else slugify(one)[:80].strip("-"):
            by_slug[slug] = topic or one.strip()[:80]
    some = list(by_slug.items())[:MOST_TOPICS]
    return {_topic(slug, one) if isinstance(one, str) else one for slug, one in some}


def _topic(slug: str, name: str):
    """The topic at this address, or the one that it was made part of; a new one, where there is none."""
    from kring.core.content.models import Topic

    there = Topic.objects.select_related("merged_into").filter(slug=slug).first()
    if there:
        return there.merged_into or there
    return Topic.objects.get_or_create(slug=slug, defaults={"name": name})[0]
