"""Who of the people who are connected may be told a message: asked at delivery, never earlier."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kring.core.content.models import Comment, Content
from kring.core.content.querysets import people_who_see
from kring.core.content.states import State
from kring.core.features import places
from kring.core.groups.models import Membership
from kring.core.live.bus import Message

TOLD = ("type", "content", "comment", "group", "unread", "who", "name", "place", "part")
"""What a page is told. Not the actor: a reader who may see the content finds the name there."""


@dataclass
class Told:
    """A message, and what it says to whom. `content` is None where nobody may be told of it."""

    message: Message
    content: Content | None
    words: dict

    def receivers(self, people: Iterable[int]) -> set[int]:
        """Those of `people` (ids, at most some hundreds) who may be told.

        To the stream: who has the content in theirs, which is `visible_to(person).in_stream_of(person)` asked the other way
        round; not its maker, whose own page has it already. To a page that shows the content: who may see it. At a place: who
        reads there.
        """
        people = set(people)
        if "place" in self.message:
            return places.readers(self.message["place"], people)
        if "person" in self.message:
            return people & {self.message["person"]}
        if self.content is None:
            return set()
        if self.message.get("to") == "stream":
            members = Membership.objects.filter(group_id=self.content.group_id)
            members = members.extra(where=[_among("groups_membership.person_id", people)])  # noqa: S610  numbers only
            people = set(members.values_list("person_id", flat=True)) - {self.message.get("actor")}
        found = people_who_see(self.content).extra(where=[_among("people_person.id", people)])  # noqa: S610
        return set(found.values_list("pk", flat=True))


def _among(column: str, ids: Iterable[int]) -> str:
    """Written out, because a query with hundreds of parameters takes Django longer than it takes the database."""
    return f"{column} IN ({','.join(str(int(id)) for id in ids) or 'NULL'})"


def told(message: Message) -> Told:
    """Counts are as they are now: a page shows them without asking, so that a like costs nobody a request."""
    words = {key: message[key] for key in TOLD if message.get(key) is not None}
    content = None
    if message.get("content"):
        content = (
            Content.objects.select_related("group").filter(pk=message["content"]).first()
        )  # seen: by people_who_see only
    if content is not None and message.get("to") == "stream" and content.state != State.PUBLISHED:
        content = None
    if content is not None and message.get("to") == "page":
        words |= {"comments": content.comment_count, "reactions": content.reaction_count}
        if message.get("comment"):
            one = Comment.objects.filter(pk=message["comment"])  # seen: on content that each receiver may see
            words["on_comment"] = one.values_list("reaction_count", flat=True).first()
    return Told(message, content, words)
