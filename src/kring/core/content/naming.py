"""People and topics that a text names: `@handle` and `#topic` become links where there is somebody or something.

Verbs call `settled` before they write. What a link says of itself is never taken on trust: the one in the text becomes
the link that we would make, or plain words.
"""

import html
import re

from slugify import slugify

from kring.core.content import text
from kring.core.content.models import Topic
from kring.core.people.models import Person

MOST = 50  # people, and topics, that one text can name
LINK = re.compile(rf"<a({text.ATTRIBUTE}*)>(.*?)</a>", re.S)


def settled(body: str, by, was: str = "") -> str:
    """Clean HTML with its names settled as `by` may see them. `was`: the text before, whose links stay as they are."""
    if "data-person=" not in body and "data-topic=" not in body:
        return body
    links = [Named(match) for match in LINK.finditer(body)]
    before = {link.key: link.markup for link in map(Named, LINK.finditer(was)) if link.key}
    people = _people({link.person for link in links if link.person}, by)

    def settle(match: re.Match) -> str:
        link = Named(match)
        if not link.key:
            return match[0]
        if link.key in before:
            return before[link.key]
        return _to_person(link, people) if link.person else _to_topic(link)

    return LINK.sub(settle, body)


def added(body: str, was: str) -> list[int]:
    """The ids of the people whom a settled text mentions and the text before didn't."""
    return [id for id in text.people_in(body) if id not in text.people_in(was)]


class Named:
    """A link that may name a person or a topic. `key` is the same for links to the same; "" where it names nobody."""

    def __init__(self, match: re.Match):
        found = {name: html.unescape(value) for name, value in text.ATTRIBUTES.findall(match[1])}
        self.markup, self.words = match[0], match[2]
        self.person, self.topic = found.get("data-person", ""), found.get("data-topic", "")
        mark = self.person or self.topic
        self.key = (found.get("href") or mark).lower() if mark else ""


def _people(marks: set[str], by) -> dict[str, Person]:
    """Those that the marks mean: a mark is a person's number, or "@" and their handle."""
    marks = set(sorted(marks)[:MOST])
    handles = {mark[1:] for mark in marks if mark.startswith("@")}
    numbers = {int(mark) for mark in marks if mark.isdecimal() and len(mark) < 19}
    if not marks:
        return {}
    seen = Person.objects.visible_to(by).active()
    found = [*seen.filter(handle__in=handles), *seen.filter(pk__in=numbers)]
    return {f"@{person.handle}": person for person in found} | {str(person.pk): person for person in found}


def _to_person(link: Named, people: dict[str, Person]) -> str:
    person = people.get(link.person)
    if person is None:
        return link.words
    words = "@" + html.escape(person.name, quote=False)
    return f'<a href="{person.url}" data-person="{person.pk}" rel="nofollow noopener">{words}</a>'


def _to_topic(link: Named) -> str:
    slug = slugify(link.topic)[:80].strip("-")
    if not slug or slug.isdecimal():
        return link.words
    words = "#" + html.escape(text.plain(link.words).lstrip("#"), quote=False)[:80]
    return f'<a href="/topics/{slug}/" data-topic="{slug}" rel="nofollow noopener">{words}</a>'


def topics_of(body: str) -> list[Topic]:
    """The topics that a settled text names; those that don't exist yet are made."""
    names = {}
    for match in LINK.finditer(body):
        link = Named(match)
        if link.topic and len(names) < MOST:
            names.setdefault(link.topic, text.plain(link.words).lstrip("#")[:80] or link.topic)
    if not names:
        return []
    there = {topic.slug: topic for topic in Topic.objects.filter(slug__in=names)}
    if missing := [Topic(slug=slug, name=name) for slug, name in names.items() if slug not in there]:
        Topic.objects.bulk_create(missing, ignore_conflicts=True)
        there = {topic.slug: topic for topic in Topic.objects.filter(slug__in=names)}
    return [there[slug].merged_into or there[slug] for slug in names]


def put_topics(content, was: str = "") -> None:
    """Put what the text names on the content, and take off what only the text before (`was`) named."""
    now = topics_of(content.body)
    if gone := set(text.topics_in(was)) - {topic.slug for topic in now}:
        content.topics.remove(*content.topics.filter(slug__in=gone))
    if now:
        content.topics.add(*now)
