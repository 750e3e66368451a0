"""The pages of a group as a tree, from one query of ids, parents, titles and positions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from kring.core.content.models import Content

KIND = "wiki"
MOST = 10_000  # pages of one group that a tree shows
DEEPEST = 8
NUMBER = re.compile(r"(\d{1,9})")
COLUMNS = ("pk", "parent_id", "title", "wiki__position")


class Page:
    """A page in its tree. `above` is None at the top."""

    __slots__ = ("above", "id", "pages", "position", "title")

    def __init__(self, id: int, title: str, position: int):
        self.id, self.title, self.position = id, title, position
        self.above: Page | None = None
        self.pages: list[Page] = []

    @property
    def url(self) -> str:
        return f"/c/{self.id}/"

    @property
    def path(self) -> list[Page]:
        """What stands above it, from the top."""
        found, page = [], self.above
        while page is not None:
            found.append(page)
            page = page.above
        return found[::-1]

    @property
    def depth(self) -> int:
        return len(self.path) + 1

    @property
    def height(self) -> int:
        """Levels from here down, itself among them."""
        level, height = [self], 0
        while level:
            level, height = [below for page in level for below in page.pages], height + 1
        return height

    def walk(self) -> Iterator[Page]:
        """It, and everything below it, as one reads."""
        todo = [self]
        while todo:
            page = todo.pop()
            yield page
            todo += reversed(page.pages)


class Tree:
    """`rows` are (id, parent id, title, position). A page whose parent isn't among them stands at the top, so nothing
    gets lost; where an import made a circle, it is opened at its oldest page."""

    def __init__(self, rows: Iterable[tuple]):
        rows = list(rows)
        self.pages = {id: Page(id, title, position or 0) for id, _parent, title, position in rows}
        self.top: list[Page] = []
        for id, parent_id, _title, _position in rows:
            page, above = self.pages[id], self.pages.get(parent_id)
            if above is None or above is page:
                self.top.append(page)
            else:
                page.above = above
                above.pages.append(page)
        self._open_circles()
        for pages in (self.top, *(page.pages for page in self.pages.values() if len(page.pages) > 1)):
            pages.sort(key=order)

    def _open_circles(self) -> None:
        reached = {page.id for top in self.top for page in top.walk()}
        if len(reached) == len(self.pages):
            return
        for id in sorted(self.pages.keys() - reached):
            if id not in reached:
                page = self.pages[id]
                page.above.pages.remove(page)
                page.above = None
                self.top.append(page)
                reached |= {below.id for below in page.walk()}

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[Page]:
        for page in self.top:
            yield from page.walk()

    def get(self, id: int | None) -> Page | None:
        return self.pages.get(id)

    def under(self, id: int | None) -> list[Page]:
        """The pages under this one; at the top for None."""
        return self.top if id is None else self.pages[id].pages

    @cached_property
    def _reading(self) -> tuple[list[Page], dict[int, int]]:
        pages = list(self)
        return pages, {page.id: place for place, page in enumerate(pages)}

    def beside(self, id: int) -> tuple[Page | None, Page | None]:
        """The page before this one and the one after it, as one reads through."""
        pages, places = self._reading
        if id not in places:
            return None, None
        place = places[id]
        return (pages[place - 1] if place else None), (pages[place + 1] if place + 1 < len(pages) else None)

    @cached_property
    def by_name(self) -> dict[str, Page]:
        """Pages by title, in small letters; of several with one title the first."""
        return {page.title.casefold(): page for page in reversed(self._reading[0])}


def order(page: Page) -> tuple:
    """By position; imported pages have none, and stand by their titles, numbers in them as numbers."""
    parts = NUMBER.split(page.title.casefold())
    return page.position, [(int(part), "") if n % 2 else (-1, part) for n, part in enumerate(parts)], page.id


def seen_by(person, group_id: int) -> Tree:
    """The tree as this person may read it: all of it, or nothing."""
    return Tree(_rows(Content.objects.visible_to(person), group_id))


def whole(group_id: int) -> Tree:
    """For verbs, which have authorised what they touch: the tree as it stands."""
    everything = (
        Content.objects.all()
    )  # seen: for its places, and each page was authorised by the verb's caller
    return Tree(_rows(everything, group_id))


def _rows(contents, group_id: int):
    pages = contents.filter(group_id=group_id, kind=KIND, state="published")
    return pages.order_by("pk").values_list(*COLUMNS)[:MOST]
