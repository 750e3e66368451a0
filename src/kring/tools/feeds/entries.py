"""What stands in a feed, asked as its reader at each fetch: the newest that they may read."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from kring.core.content import stream
from kring.core.content.models import Content, Topic
from kring.core.content.states import State
from kring.core.features import registry, switches
from kring.core.groups.access import access_group
from kring.core.refused import Refused

SIZE = 30


@dataclass
class Feed:
    title: str
    url: str
    items: list[Content]


def home(person, _slug: str) -> Feed:
    return Feed(_("New in my groups"), "/", _those(person, stream.home(person, size=SIZE)))


def of_group(person, slug: str) -> Feed:
    try:
        group = access_group(person, slug, to="read")
    except Refused:
        raise Http404 from None
    return Feed(group.name, group.url, _those(person, stream.group(group.pk, size=SIZE)))


def of_kind(person, slug: str) -> Feed:
    kind = registry.kinds().get(slug)
    if kind is None or not switches.is_on(registry.feature_of_kind()[slug]):
        raise Http404
    rows = stream.home(person, kind=slug, size=SIZE)
    return Feed(str(kind.plural), f"/{kind.path}/" if kind.path else "/", _those(person, rows))


def of_topic(person, slug: str) -> Feed:
    seen = Content.objects.visible_to(person).filter(topics__slug=slug, state=State.PUBLISHED)
    items = list(seen.select_related("author", "group").newest()[:SIZE])
    if not items:  # a topic of nothing that one may read is none
        raise Http404
    return Feed(f"#{Topic.objects.get(slug=slug).name}", f"/topics/{slug}/", items)


def _those(person, page: stream.Page) -> list[Content]:
    ids = [row.id for row in page.rows]
    found = Content.objects.visible_to(person).filter(state=State.PUBLISHED)
    items = found.select_related("author", "group").in_bulk(ids)
    return [items[id] for id in ids if id in items]


SORTS: dict[str, Callable] = {"home": home, "group": of_group, "kind": of_kind, "topic": of_topic}
