"""The pages of a folder as a tree: a folder is a page with what it holds under it."""

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from kring.exchange.markdown.folder import INDEX, Folder
from kring.exchange.markdown.front import BadHead, Head, read, split
from kring.exchange.markdown.naming import page_id

FIRST_HEADING = re.compile(r"\A\s*(?:#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)|(\S[^\n]*)\n=+[ \t]*(?:\n|\Z))")
NUMBERED = re.compile(r"^(\d{1,5})[\s._)-]+(?=\S)")
LAST = 1_000_000  # where what has no number stands beside what has


@dataclass
class Page:
    """`path` is empty where a folder has no page of its own. `place` is the folder's or the file's path, which names it."""

    place: str
    path: str
    folder: str
    under: "Page | None" = None
    title: str = ""
    text: str = ""
    head: Head = field(default_factory=Head)
    pages: list["Page"] = field(default_factory=list)
    position: int | None = None

    @property
    def id(self) -> str:
        return page_id(self.place)


def tree(folder: Folder, zone, skip, note) -> list[Page]:
    """All pages, those above before those below. Pages that can't be read are reported and left out."""
    read_pages: dict[str, tuple[Head, str, str]] = {}
    for path in folder.pages:
        try:
            read_pages[path] = parsed(folder.read(path), path, zone, note)
        except (
            Exception
        ) as error:  # whatever a hostile file makes a parser do: it must not take the others with it
            skip(path, str(error) or type(error).__name__)
    places = _places(read_pages)
    pages: dict[str, Page] = {}
    for place in sorted(places, key=lambda place: (place.rstrip("/").count("/"), place)):
        pages[place] = _page(place, places[place], read_pages, pages)
    for some in ([p for p in pages.values() if p.under is None], *(page.pages for page in pages.values())):
        _number(some)
    return list(pages.values())


def _places(read_pages) -> dict[str, str]:
    """Place → path. A folder's place ends in `/`; the root's is empty, and there only if it has a page."""
    own: dict[str, list[str]] = {}
    places = {}
    for path in read_pages:
        folder, stem = _folder(path), PurePosixPath(path).stem.lower()
        if stem in INDEX:
            own.setdefault(folder, []).append(path)
        else:
            places[path] = path
        for above in PurePosixPath(path).parents:
            if str(above) != ".":
                places.setdefault(f"{above}/", "")
    for folder, paths in own.items():
        paths.sort(key=lambda path: INDEX.index(PurePosixPath(path).stem.lower()))
        places[folder] = paths[0]
        places |= {path: path for path in paths[1:]}
    return places


def _folder(path: str) -> str:
    above = str(PurePosixPath(path).parent)
    return "" if above == "." else f"{above}/"


def _page(place: str, path: str, read_pages, pages) -> Page:
    is_folder = place.endswith("/") or not place
    folder = place if is_folder else _folder(place)
    above = _folder(place.rstrip("/")) if place.rstrip("/") else None
    page = Page(place, path, folder, pages.get(above) if above is not None else None)
    page.title = named(place or "Home")
    if path:
        page.head, page.title, page.text = read_pages[path]
        if is_folder and not page.title:
            page.title = named(place or "Home")
    if page.under:
        page.under.pages.append(page)
    return page


def _number(pages: list[Page]) -> None:
    """Positions from what files say and how their names begin; where nobody says anything, titles decide."""
    for page in pages:
        match = NUMBERED.match(PurePosixPath(page.place).name)
        page.position = page.head.weight if page.head.weight is not None else int(match[1]) if match else None
    if any(page.position is not None for page in pages):
        for page in pages:
            page.position = LAST if page.position is None else page.position


def parsed(source: str, path: str, zone, note=lambda what, place: None) -> tuple[Head, str, str]:
    """(head, title, text) of a page. Its first heading is its title, and doesn't stand in the text as well."""
    mark, raw, text = split(source)
    try:
        head = read(mark, raw, zone)
    except BadHead as error:
        head = Head()
        note(f"the head of a page can't be read ({error}); in without it", path)
    match = FIRST_HEADING.match(text)
    heading = _plain(match[1] or match[2]) if match else ""
    if match and (not head.title or heading.casefold() == head.title.casefold()):
        text = text[match.end() :]
    is_index = PurePosixPath(path).stem.lower() in INDEX
    return head, head.title or heading[:250] or ("" if is_index else named(path)), text


def _plain(heading: str) -> str:
    """The words of a heading: without the marks of Markdown."""
    heading = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return " ".join(re.sub(r"[*`]|(?<!\w)_|_(?!\w)", "", heading).split())


def named(path: str) -> str:
    """A title from a file's name: “02-getting_started.md” is “Getting started”."""
    name = PurePosixPath(path.rstrip("/")).name
    for ending in (".md", ".markdown", ".mkd", ".mdown"):
        name = name.removesuffix(ending)
    words = re.sub(r"[-_]+", " ", NUMBERED.sub("", name)).strip() or name
    return words[:1].upper() + words[1:250]
