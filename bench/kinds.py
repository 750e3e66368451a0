"""What is of which kind in a made-up organisation, with the rows that the kinds and people's reading add."""

import random
from datetime import datetime, timedelta

from bench import text
from bench.newer_kinds import NewerKinds

KINDS = {
    "update": 38, "question": 12, "news": 7, "wiki": 10, "discussion": 8, "idea": 8, "poll": 3, "event": 4, "thanks": 4,
    "document": 3, "link": 2, "album": 1,
}  # fmt: skip
OPENS = ("question", "idea", "poll", "discussion")
READINGS = "content_id person_id first_at last_at"
FOLLOWS = "content_id topic_id followee_id person_id created_at"
BOOKMARKS = "content_id person_id created_at"
NEWS = "content_id lead highlighted_until highlighted_at highlighted_by_id"
WIKI = "content_id position keeper_id"
ANSWERS = "question_id comment_id by_id created_at"
BRANCHES = 40  # pages of a group under which new ones are put


class Kinds:
    """`of` draws an item's kind; the others write what belongs to it."""

    def __init__(self, rng: random.Random, put, now: datetime, members: dict[int, list[int]]):
        self.rng, self.now, self.members = rng, now, members
        self.reading = put("content.Reading", READINGS)
        self.follow = put("follows.Follow", FOLLOWS)
        self.bookmark = put("bookmarks.Bookmark", BOOKMARKS)
        self.news = put("news.NewsDetails", NEWS)
        self.page = put("wiki.WikiPage", WIKI)
        self.answer = put("questions.Answer", ANSWERS)
        self.mix = list(KINDS), list(KINDS.values())
        self.newer = NewerKinds(rng, put, now)
        self.pages: dict[int, list[int]] = {}
        self.answered: dict[int, int] = {}

    def of(self) -> str:
        return self.rng.choices(*self.mix)[0]

    def title(self, kind: str, title: str) -> str:
        """All but updates have one."""
        rng = self.rng
        if kind == "update" or title:
            return title
        words = text.sentence(rng, text.DUTCH, 6).rstrip(".")
        return f"{words}?" if kind == "question" else words

    def parent(self, id: int, kind: str, group: int, published: bool) -> int | None:
        """The page that this one stands under, if it is one."""
        if kind != "wiki":
            return None
        pages = self.pages.setdefault(group, [])
        parent = self.rng.choice(pages) if pages and self.rng.random() < 0.8 else None
        if published:
            pages.append(id)
            del pages[: -BRANCHES if len(pages) > 2 * BRANCHES else 0]
        return parent

    def is_open(self, id: int, kind: str, author: int, comments: int) -> bool | None:
        """Whether it waits: a question for an answer, an idea for a decision; the first comment under one that doesn't is its answer."""
        if kind not in OPENS:
            return None
        if comments and self.rng.random() < 0.6:
            if kind == "question":
                self.answered[id] = author
            return False
        return True

    def best(self, content: int, comment: int, moment: str) -> bool:
        author = self.answered.pop(content, None)
        if author:
            self.answer((content, comment, author, moment))
        return bool(author)

    def details(
        self, id: int, kind: str, author: int, group: int, at: datetime, is_open: bool | None
    ) -> None:
        rng = self.rng
        self.newer.details(id, kind, author, group, at, self.members[group], is_open)
        if kind == "news":
            lead = text.sentence(rng, text.DUTCH, 14)
            fresh = self.now - at < timedelta(days=2)
            until = str(self.now + timedelta(days=3)) if fresh and rng.random() < 0.2 else None
            self.news((id, lead, until, str(at) if until else None, author if until else None))
        elif kind == "wiki":
            self.page((id, rng.randrange(50), author if rng.random() < 0.3 else None))

    def read(self, id: int, author: int, at: datetime, members: list[int]) -> int:
        """Who saw, keeps and follows it; returns how many saw it."""
        rng, moment = self.rng, str(at)
        seen = rng.sample(members, min(len(members), int(rng.expovariate(1 / 3))))
        for person in seen:
            last = str(min(self.now, at + timedelta(days=rng.expovariate(1))))
            self.reading((id, person, moment, last))
            if rng.random() < 0.02:
                self.bookmark((id, person, moment))
            if rng.random() < 0.03 and person != author:
                self.follow((id, None, None, person, moment))
        return len(set(seen) - {author})

    def following(self, people: int, topics: int) -> None:
        """Whom and what people follow."""
        rng, moment = self.rng, str(self.now - timedelta(days=30))
        for person in range(1, people + 1):
            for other in {rng.randint(1, people) for _ in range(rng.choice((0, 0, 1, 4)))} - {person}:
                self.follow((None, None, other, person, moment))
            for topic in {rng.randint(1, topics) for _ in range(rng.choice((0, 0, 1, 3)))}:
                self.follow((None, topic, None, person, moment))
