"""A made-up organisation: the same rows for the same size, whatever the database.

Busy groups and quiet ones, people whose groups are all quiet, a few who write half of everything, some items that half
the group answers and many that nobody does. Items, comments and reactions come in the order of time, as they would.
"""

import heapq
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from bench import text
from bench.kinds import Kinds
from bench.sizes import BUSY_IN, QUIET_IN, Size

EVERYONE, MANAGER, BUSY, QUIET = 1, 1, 2, 3
YEARS = 3
COMMENTED = 30  # comments under the item that the load opens
LONG = 500  # and under the one with a long thread
EMOJI = ("like", "like", "like", "like", "love", "celebrate", "insightful", "funny", "support")

PEOPLE = "id name handle email title department location language role password joined_at"
GROUPS = "id name slug description access is_everyone member_count last_post_at created_at"
MEMBERSHIPS = "group_id person_id role joined_at seen_at"
TOPICS = "id slug name"
CONTENTS = (
    "id kind group_id author_id title body excerpt language state created_at published_at is_pinned last_activity_at"
    " comment_count reaction_count view_count parent_id is_open"
)
CONTENT_TOPICS = "content_id topic_id"
PINS = "content_id by_id created_at"
COMMENTS = "id content_id author_id parent_id body created_at deleted_at reaction_count is_best"
REACTIONS = "content_id comment_id person_id emoji created_at"
EVENTS = "verb actor_id group_id content_id created_at fanned_out_at"


class World:
    """Rows of one world; `put(model label, field names)` returns the function that takes a table's rows."""

    def __init__(
        self, size: Size, put: Callable, tell: Callable[[int], None] = lambda done: None, seed: int = 7
    ):
        self.size, self.put, self.tell = size, put, tell
        self.rng = random.Random(f"{size.name}-{seed}")
        self.now = datetime.now(UTC).replace(tzinfo=None) - timedelta(minutes=3)
        self.start = self.now - timedelta(days=365 * YEARS)
        self.marks: dict[str, int | str] = {}

    def write(self) -> dict[str, int]:
        """Hand over all rows. Returns the ids that the load needs."""
        self._texts()
        self._groups_and_people()
        self._contents()
        return {"manager": MANAGER, "busy": BUSY, "quiet": QUIET, **self.marks}

    def _texts(self) -> None:
        from kring.core.content.text import excerpt

        rng, many = self.rng, min(20_000, max(200, self.size.items // 5))
        languages = [("nl", text.DUTCH)] * 2 + [("en", text.ENGLISH)]
        self.bodies = []
        for _ in range(many):
            language, words = rng.choice(languages)
            body = text.body(rng, words)
            title = text.sentence(rng, words, 6).rstrip(".") if rng.random() < 0.55 else ""
            self.bodies.append((title, body, excerpt(body), language))
        self.comments = [text.comment(rng, rng.choice(languages)[1]) for _ in range(many)]

    def _groups_and_people(self) -> None:
        rng, size = self.rng, self.size
        self.groups = list(range(2, size.groups + 2))
        quiet = self.quiet = set(self.groups[-max(QUIET_IN, size.groups * 3 // 10) :])
        self.busy = [g for g in self.groups if g not in quiet]
        weights = [1 / (rank + 2) ** 0.9 for rank in range(len(self.groups))]
        members: dict[int, list[int]] = {g: [] for g in [EVERYONE, *self.groups]}
        person = self.put("people.Person", PEOPLE)
        for id in range(1, size.people + 1):
            guest = id > 10 and rng.random() < 0.03
            role = (
                "manager"
                if id == MANAGER or (id > 10 and rng.random() < 0.004)
                else "guest"
                if guest
                else "member"
            )
            name = text.name(rng)
            joined = self.start + timedelta(days=rng.random() * 365 * YEARS * 0.9)
            handle = f"{name.split()[0].lower()}.{id}" if name.isascii() else f"person.{id}"
            if id == QUIET:
                self.marks["handle"] = handle
            person((id, name, handle, f"{id}@example.org", rng.choice(text.SUBJECTS), rng.choice(text.SUBJECTS),
                    "", rng.choice(("nl", "nl", "en")) if id > 10 else "nl", role, "!", str(joined)))  # fmt: skip
            if role != "guest":
                members[EVERYONE].append(id)
            for group in self._groups_of(id, weights):
                members[group].append(id)
        for people in members.values():
            rng.shuffle(people)
            if not people:
                people.append(MANAGER)
        self.members = members
        self._memberships()

    def _groups_of(self, id: int, weights: list[float]) -> set[int]:
        rng = self.rng
        if id == BUSY:
            return set(self.groups[:BUSY_IN])
        if id == QUIET or (id > 10 and rng.random() < 0.05):
            return set(rng.sample(sorted(self.quiet), QUIET_IN))
        return set(rng.choices(self.groups, weights, k=min(40, 2 + int(rng.expovariate(0.2)))))

    def _memberships(self) -> None:
        rng = self.rng
        member = self.put("groups.Membership", MEMBERSHIPS)
        for group, people in self.members.items():
            for place, id in enumerate(people):
                host = id == MANAGER if group == EVERYONE else place == 0
                seen = str(self.now - timedelta(days=rng.expovariate(0.2))) if rng.random() < 0.8 else None
                member((group, id, "host" if host else "member", str(self.start), seen))
        topic = self.put("content.Topic", TOPICS)
        for id in range(1, self.size.topics + 1):
            word = text.DUTCH[30 + id % (len(text.DUTCH) - 30)]
            topic((id, f"topic-{id}", f"{word} {id}"))

    def _contents(self) -> None:
        rng, size = self.rng, self.size
        self.content = self.put("content.Content", CONTENTS)
        self.topic = self.put("content.Content_topics", CONTENT_TOPICS)
        self.comment = self.put("content.Comment", COMMENTS)
        self.reaction = self.put("reactions.Reaction", REACTIONS)
        pin = self.put("content.Pin", PINS)
        event = self.put("activity.Event", EVENTS)
        self.kinds = Kinds(rng, self.put, self.now, self.members)
        self.kinds.following(size.people, size.topics)
        self.waiting: list = []  # comments that come later than the item at hand
        self.comment_ids = count(1)
        self.comments_due, self.reactions_due = size.comments, size.reactions
        last_post: dict[int, datetime] = {}
        span = (self.now - self.start).total_seconds()
        busy = [EVERYONE, *self.busy], [0.02, *_shares(len(self.busy), 0.98)]
        early = busy[0] + sorted(self.quiet), busy[1] + [0.015 / len(self.quiet)] * len(self.quiet)
        for id in range(1, size.items + 1):
            at = self.start + timedelta(seconds=span * (id - rng.random()) / size.items)
            groups, shares = early if id < size.items * 0.35 else busy
            group = rng.choices(groups, shares)[0]
            marked = self._marked(id)
            if marked:
                group = self.marks["group"] = self.groups[0]
                self.marks[marked] = id
            members = self.members[group]
            title, body, excerpt, language = rng.choice(self.bodies)
            author = _writer(rng, members)
            state = "published" if marked else _state(rng)
            kind = "wiki" if marked == "page" else "update" if marked else self.kinds.of()
            parent = self.kinds.parent(id, kind, group, state == "published")
            pinned = state == "published" and rng.random() < min(0.01, 20 / size.items)
            comments, last = self._comments(
                id, at, members, size.items - id + 1, {"item": COMMENTED, "thread": LONG}.get(marked)
            )
            reactions = self._reactions(id, None, at, members, size.items - id + 1)
            moment = str(at)
            is_open = self.kinds.is_open(id, kind, author, comments)
            self.content((id, kind, group, author, self.kinds.title(kind, title), body, excerpt, language, state, moment,
                          moment, pinned, str(last), comments, reactions, self.kinds.read(id, author, at, members),
                          parent, is_open))  # fmt: skip
            self.kinds.details(id, kind, author, group, at, is_open)
            event(("content.published", author, group, id, moment, moment))
            if pinned:
                pin((id, author, moment))
            if rng.random() < 0.3:
                for topic in rng.sample(range(1, size.topics + 1), rng.choice((1, 1, 2))):
                    self.topic((id, topic))
            if state == "published":
                last_post[group] = at
            self._flush(at)
            if id % 1000 == 0:
                self.tell(1000)
        self._flush(self.now + timedelta(days=9999))
        self._groups(last_post)

    def _marked(self, id: int) -> str:
        """Which of the items that the load opens this is, if any: a little from the top, so that all have happened."""
        place = self.size.items - self.size.items // 50
        return {place: "item", place - 1: "thread", place - 2: "page"}.get(id, "")

    def _comments(
        self, content: int, at: datetime, members, left: int, exactly: int | None
    ) -> tuple[int, datetime]:
        """Put this item's comments among those to come; returns how many stand, and the moment of the last."""
        rng = self.rng
        much = 0 if rng.random() < 0.4 else rng.lognormvariate(0, 1)
        amount = min(250, int(much * self.comments_due / left + rng.random())) if exactly is None else exactly
        roots: list[list[int]] = []
        standing, last = 0, at
        for _ in range(amount):
            last = min(self.now, last + timedelta(seconds=rng.expovariate(1 / 20_000)))
            own = [0]  # its id, known when its turn comes
            parent = rng.choice(roots) if roots and rng.random() < 0.25 else None
            deleted = exactly is None and rng.random() < 0.01
            standing += not deleted
            entry = (content, _writer(rng, members), parent, rng.choice(self.comments), deleted, own, members)
            heapq.heappush(self.waiting, (last, next(self.comment_ids), entry))
            if parent is None and not deleted:
                roots.append(own)
        self.comments_due -= amount
        return standing, last

    def _flush(self, until: datetime) -> None:
        while self.waiting and self.waiting[0][0] <= until:
            at, id, (content, author, parent, body, deleted, own, members) = heapq.heappop(self.waiting)
            own[0] = id
            moment = str(at)
            some = (
                self._reactions(content, id, at, members, 0) if not deleted and self.rng.random() < 0.3 else 0
            )
            self.comment(
                (
                    id,
                    content,
                    author,
                    parent[0] if parent else None,
                    body,
                    moment,
                    moment if deleted else None,
                    some,
                    not deleted and self.kinds.best(content, id, moment),
                )
            )

    def _reactions(self, content: int, comment: int | None, at: datetime, members, left: int) -> int:
        rng = self.rng
        if comment is None:
            # A fifth of what remains is for comments.
            due = self.reactions_due * 0.8 / left
            amount = int(rng.lognormvariate(0, 0.9) * 0.67 * due + rng.random())
        else:
            amount = rng.choice((1, 1, 1, 2, 2, 3))
        amount = min(amount, len(members))
        self.reactions_due = max(0, self.reactions_due - amount)
        moment = str(at)
        for person in rng.sample(members, amount):
            self.reaction((content, comment, person, rng.choice(EMOJI), moment))
        return amount

    def _groups(self, last_post: dict[int, datetime]) -> None:
        rng = self.rng
        group = self.put("groups.Group", GROUPS)
        for id, members in self.members.items():
            access = "open" if id == EVERYONE else rng.choices(("open", "closed", "secret"), (70, 22, 8))[0]
            name = "Kring" if id == EVERYONE else f"{text.SUBJECTS[id % len(text.SUBJECTS)]} {id}"
            slug = "everyone" if id == EVERYONE else f"group-{id}"
            last = str(last_post[id]) if id in last_post else None
            purpose = text.sentence(rng, text.DUTCH, 12)
            group((id, name, slug, purpose, access, id == EVERYONE, len(members), last, str(self.start)))


def _shares(many: int, total: float) -> list[float]:
    weights = [1 / (rank + 2) ** 0.9 for rank in range(many)]
    return [total * w / sum(weights) for w in weights]


def _writer(rng: random.Random, members: list[int]) -> int:
    """A few people write half."""
    return members[int(len(members) * rng.random() ** 2.5)]


def _state(rng: random.Random) -> str:
    draw = rng.random()
    return "published" if draw > 0.02 else "archived" if draw > 0.01 else "bin" if draw > 0.005 else "draft"
