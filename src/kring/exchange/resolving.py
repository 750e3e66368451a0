"""What the links in bodies lead to: pages of content, comments, groups, people and topics, once they are here.

An id is unique per type: the first type in ORDER that has it is meant, unless the link says `kring:<type>:<id>`.
"""

from collections.abc import Iterable

from django.urls import reverse

from kring.core.content.models import Comment, Content, Topic
from kring.core.content.text import slugify
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.exchange import links
from kring.exchange.conversion import HEADING_ID, heading

ORDER = ("content", "comment", "group", "person", "topic")


class Targets:
    """Where the links of some bodies lead. `find(type, ids)` gives rows for ids of a package. While records are still
    coming in (`early`) only content and people by handle are looked for: what isn't there yet may still have the id."""

    def __init__(self, bodies: Iterable[str], find, early: bool = False):
        ids, self.anchored = set(), set()
        for body in bodies:
            ids |= links.named(body)
            self.anchored |= links.anchored(body)
        handles = {id[1:].lower() for id in ids if id.startswith("@")}
        self.rows = {"handle": find("handle", handles)} if handles else {"handle": {}}
        left = {id for id in ids if not id.startswith("@")}
        for type in ORDER:
            self.rows[type] = find(type, left) if left and not (early and type != "content") else {}
            left -= self.rows[type].keys()
        for type in () if early else ORDER[1:]:
            if told := {id for id in left if id.startswith(f"{type}:")}:
                found = find(type, {id.partition(":")[2] for id in told})
                self.rows[type] |= {f"{type}:{id}": pk for id, pk in found.items()}
        self._read()

    def _read(self) -> None:
        anchored = [pk for id, pk in self.rows["content"].items() if id in self.anchored]
        plain = [pk for id, pk in self.rows["content"].items() if id not in self.anchored]
        there = {}
        for pk, title, excerpt, body in Content.objects.filter(pk__in=anchored).values_list(
            "pk", "title", "excerpt", "body"
        ):
            there[pk] = title or excerpt[:80], HEADING_ID.findall(body)
        for pk, title, excerpt in Content.objects.filter(pk__in=plain).values_list("pk", "title", "excerpt"):
            there[pk] = title or excerpt[:80], []
        self.contents = there
        people = [*self.rows["handle"].values(), *self.rows["person"].values()]
        self.people = {
            p[0]: p[1:] for p in Person.objects.filter(pk__in=people).values_list("pk", "handle", "name")
        }
        groups = Group.objects.filter(pk__in=self.rows["group"].values())
        self.groups = {pk: (slug, name) for pk, slug, name in groups.values_list("pk", "slug", "name")}
        comments = Comment.objects.filter(pk__in=self.rows["comment"].values())
        self.comments = dict(comments.values_list("pk", "content_id"))
        topics = Topic.objects.filter(pk__in=self.rows["topic"].values())
        self.topics = {pk: (slug, name) for pk, slug, name in topics.values_list("pk", "slug", "name")}

    def find(self, id: str, anchor: str) -> tuple[str, str, str] | None:
        """(address, words, attributes) as links.resolved wants them."""
        if id.startswith("@"):
            return self._person(self.rows["handle"].get(id[1:].lower()))
        if (pk := self.rows["content"].get(id)) in self.contents:
            words, headings = self.contents[pk]
            return f"/c/{pk}/{self._anchor(headings, anchor)}", words, ""
        if (pk := self.rows["comment"].get(id)) in self.comments:
            return reverse("comment", kwargs={"id": self.comments[pk], "comment_id": pk}), "…", ""
        if (pk := self.rows["group"].get(id)) in self.groups:
            return f"/g/{self.groups[pk][0]}/", self.groups[pk][1], ""
        if (pk := self.rows["topic"].get(id)) in self.topics:
            slug, name = self.topics[pk]
            return f"/topics/{slug}/", f"#{name}", f' data-topic="{slug}"'
        return self._person(self.rows["person"].get(id))

    def _person(self, pk: int | None) -> tuple[str, str, str] | None:
        if pk not in self.people:
            return None
        handle, name = self.people[pk]
        return f"/people/{handle}/", f"@{name}", f' data-person="{pk}"'

    def _anchor(self, headings: list[str], anchor: str) -> str:
        if not anchor:
            return ""
        return f"#{heading(headings, anchor) or 's-' + (slugify(anchor)[:60] or 'part')}"


def resolve_bodies(items, batch) -> dict[int, str]:
    """The bodies, by row, of new items whose links all lead to what is in already. Links to a part of a page wait
    until that page has its own final body; the others until what they name has come."""
    linked = [item for item in items if links.has_links(item.html)]
    ready = [item for item in linked if not links.anchored(item.html)]
    if not ready:
        return {}
    targets, bodies = Targets([item.html for item in ready], batch.find, early=True), {}
    for item in ready:
        item.html, _still_open = links.resolved(item.html, targets.find)
        bodies[item.object_id] = item.html
    return bodies
