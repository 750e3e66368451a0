"""Every address that a platform has: all patterns, with all numbers, slugs and handles that there are."""

import re
from dataclasses import dataclass
from html import unescape
from itertools import product
from urllib.parse import urljoin, urlsplit

from django.urls import URLResolver, get_resolver

UNKNOWN = {"id": 987654321, "slug": "no-such-group", "handle": "no.such.person"}
NOWHERE = {"int": 987654321, "uuid": "00000000-0000-4000-8000-000000000000"}
LINK = re.compile(r"""(?:href|action|src|hx-get|hx-post|data-url|poster)=["']([^"']+)["']""")


@dataclass(frozen=True)
class Address:
    route: str
    names: tuple[tuple[str, str], ...]  # parameter → converter
    name: str

    def fill(self, **values) -> str:
        text = self.route
        for parameter, converter in self.names:
            value = values.get(parameter, NOWHERE.get(converter, "no-such-thing"))
            text = text.replace(f"<{converter}:{parameter}>" if converter else f"<{parameter}>", str(value))
        return "/" + text

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.names)


def addresses() -> list[Address]:
    """All routes written with `path()`; the few with `re_path()` are allauth's and have tests of their own."""
    found = []

    def walk(resolver, prefix=""):
        for entry in resolver.url_patterns:
            if not hasattr(entry.pattern, "_route"):
                continue
            route = prefix + str(entry.pattern)
            if isinstance(entry, URLResolver):
                walk(entry, route)
            else:
                names = tuple((n, c) for c, n in re.findall(r"<(?:(\w+):)?(\w+)>", route))
                found.append(Address(route, names, entry.name or ""))

    walk(get_resolver())
    return found


KNOWN = {"verb", "id", "comment_id", "revision_id", "photo_id", "slug", "handle", "token", "name"}
VERBS = {
    "content_do": (
        "publish",
        "unschedule",
        "pin",
        "unpin",
        "archive",
        "unarchive",
        "bin",
        "restore",
        "close-comments",
        "open-comments",
    ),
    "group_do": ("join", "leave", "ask", "archive", "unarchive", "accept", "decline", "host", "welcome"),
}


def filled(cast, address: Address, groups=None, people=None, verbs=None) -> set[str]:
    """All addresses of this route on the cast's platform: for what is in `groups` only, where given, and with the first
    `verbs` of what can be done."""
    groups = set(cast.groups if groups is None else groups)
    items = [item for (slug, _), item in cast.items.items() if slug in groups]
    comments = [c for (slug, _), c in cast.comments.items() if slug in groups]
    parameters = set(address.parameters)
    if "verb" in parameters:
        pools = {"verb": VERBS.get(address.name, ("nothing",))[:verbs]}
    else:
        pools = {}
    if "photo_id" in parameters:
        pools["photo_id"] = tuple(file.pk for slug, file in cast.files.items() if slug in groups)
    if address.route.startswith("topics/"):
        slugs = {topic.slug for i in items for topic in i.topics.all()}
        return {address.fill(slug=slug) for slug in slugs}
    if parameters - KNOWN or {"token", "slug"} <= parameters:
        return set()  # somebody's own, or of one kind: its feature's tests try each of the cast on it
    if address.route.startswith("files/"):
        return {address.fill(id=f.pk, name=f.name) for slug, f in cast.files.items() if slug in groups}
    if "revision_id" in parameters:
        found = {i.pk: i.revisions.values_list("pk", flat=True) for i in items}
        return {
            address.fill(id=id, revision_id=number) for id, numbers in found.items() for number in numbers
        }
    if "comment_id" in parameters:
        return {address.fill(id=c.content_id, comment_id=c.pk) for c in comments}
    if "id" in parameters and "slug" not in parameters:
        return {
            address.fill(id=i.pk, **dict(zip(pools, v, strict=True)))
            for i in items
            for v in product(*pools.values())
        }
    if "slug" in parameters:
        pools["slug"] = [cast.groups[g].slug for g in groups]
        if address.route.startswith("manage/features"):
            pools["slug"] = ["comments", "updates"]
    if "handle" in parameters:
        pools["handle"] = people if people is not None else [p.handle for p in cast.people().values() if p.pk]
    if "id" in parameters:  # the number of a request to join
        pools["id"] = list(range(1, 4))
    for odd in parameters & {"token", "name"}:
        pools[odd] = ["aaaaaaaaaaaaaaaaaaaa.webp"]
    return {address.fill(**dict(zip(pools, values, strict=True))) for values in product(*pools.values())}


def links(page: str, base: str) -> set[str]:
    """The addresses of this server that a page leads to."""
    found = set()
    for link in LINK.findall(page):
        target = urlsplit(urljoin(base, unescape(link)))
        here = target.netloc in ("", "testserver") and target.scheme in ("", "http")
        if here and target.path.startswith("/") and not target.path.startswith(("/static/", "/live/")):
            found.add(target.path + (f"?{target.query}" if target.query else ""))
    return found
