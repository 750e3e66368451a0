"""The records of a folder of Markdown: topics, people, pages, their earlier versions, and who edited them last."""

import html
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from slugify import slugify

from kring.core.content.markdown import render
from kring.exchange.markdown.folder import Folder
from kring.exchange.markdown.history import Past, Texts
from kring.exchange.markdown.links import Links
from kring.exchange.markdown.naming import page_id
from kring.exchange.markdown.pages import Page, parsed
from kring.exchange.markdown.people import Authors

KIND = "wiki"
TICK = timedelta(microseconds=1)


class Records:
    """`group` is the id of the group's record, empty for the organisation. `known` are ids of pages that came in before,
    under which a page that has been renamed since comes in again."""

    def __init__(
        self,
        folder: Folder,
        pages: list[Page],
        pasts: dict[str, Past],
        authors: Authors,
        zone,
        group: str,
        note,
    ):
        self.folder, self.pages, self.pasts, self.authors = folder, pages, pasts, authors
        self.zone, self.group, self.note = zone, group, note
        self.ids = {page.place: page.id for page in pages}
        self.links = Links({}, folder.files)

    def rename(self, known: set[str]) -> None:
        """Pages keep the ids that they came in with, when git says how they were called then."""
        now = {page.id for page in self.pages}
        for page in self.pages:
            past = self.pasts.get(page.path)
            if page.id in known or past is None or page.place != page.path:
                continue
            former = next((id for id in map(page_id, past.names) if id in known), None)
            if former and former not in now:
                self.ids[page.place] = former
                now.add(former)

    def __iter__(self) -> Iterator[dict]:
        self.links.pages = self._addresses()
        yield from self._topics()
        with Texts(self.folder.root) if self.pasts else _Nothing() as texts:
            for page in self.pages:
                yield from self._page(page, texts)
        yield from self.authors.records()

    def _addresses(self) -> dict[str, str]:
        """Ids by what a link may say: a folder, a file, or what a file was called before."""
        found = {page.place: self.ids[page.place] for page in self.pages}
        found |= {page.path: self.ids[page.place] for page in self.pages if page.path}
        for page in self.pages:
            for name in self.pasts[page.path].names if page.path in self.pasts else ():
                found.setdefault(name, self.ids[page.place])
        return found

    def _topics(self) -> Iterator[dict]:
        names = {slugify(name) or name: name for page in self.pages for name in page.head.topics}
        for id, name in names.items():
            yield {"type": "topic", "id": id, "name": name}

    def _page(self, page: Page, texts) -> Iterator[dict]:
        past = self.pasts.get(page.path) or Past()
        head, id = page.head, self.ids[page.place]
        body, files = self._body(page)
        versions = list(self._versions(page, past, texts))
        now = versions.pop(0)[0] if versions and versions[0][1:] == (page.title, page.text) else None
        first = past.first
        named = (
            (head.author, head.email)
            if head.author or head.email
            else (first.name, first.email)
            if first
            else ("", "")
        )
        writer = self.authors.id(*named)
        created = head.created or (first.at if first else self._modified(page))
        updated = head.updated or (now.at if now else self._modified(page) if first else created)
        data = {
            "position": page.position,
            "keeper": self.authors.here(head.keeper),
            "section": None if page.path else True,
        }
        yield _without_nothing({
            "type": "content", "id": id, "kind": KIND, "author": writer, "created_at": created.isoformat(),
            "updated_at": updated.isoformat() if updated > created + timedelta(minutes=1) else None, "group": self.group or None,
            "title": page.title, "body": body, "format": "html", "language": head.language or None,
            "parent": self.ids[page.under.place] if page.under else None, "topics": [slugify(n) or n for n in head.topics] or None,
            "review_at": head.review and head.review.isoformat(), "state": "draft" if head.draft else None,
            "files": [{"path": path, "name": path.rpartition("/")[2]} for path in sorted(files)] or None,
            "data": _without_nothing(data) or None,
        })  # fmt: skip
        yield from self._revisions(page, id, versions, now, first)

    def _versions(self, page: Page, past: Past, texts):
        """(change, title, text), newest first; those that changed neither are left out."""
        if past.more:
            self.note("a page has more versions than are taken in; the oldest are left out", page.path)
        last = None
        for change in past.changes:
            if (source := texts.at(change)) is None:
                continue
            _head, title, text = parsed(source, change.path, self.zone)
            title = title or page.title
            if last is not None and last[1:] != (title, text):
                yield last
            last = change, title, text  # of changes that left the words as they are, the oldest made them
        if last is not None:
            yield last

    def _revisions(self, page: Page, id: str, versions, now, first) -> Iterator[dict]:
        seen: set[str] = set()
        for change, title, text in versions:
            at = change.at
            while at.isoformat() in seen:  # two changes in one second are two versions
                at += TICK
            seen.add(at.isoformat())
            folder = change.path.rpartition("/")[0]
            body = self.links.turned(render(text), f"{folder}/" if folder else "")
            yield {
                "type": "revision", "content": id, "author": self.authors.id(change.name, change.email), "created_at": at.isoformat(),
                "title": title, "body": body or "<p></p>", "format": "html", "note": change.words[:300],
            }  # fmt: skip
        if now and now is not first and versions:
            yield {
                "type": "event", "id": f"{id}:{now.commit}"[-250:], "verb": "content.edited", "content": id,
                "actor": self.authors.id(now.name, now.email), "created_at": now.at.isoformat(),
                **({"group": self.group} if self.group else {}), "data": {"note": now.words[:300]},
            }  # fmt: skip

    def _body(self, page: Page) -> tuple[str, set[str]]:
        if not page.path:
            lines = (
                f'<li><a href="kring:{quote(self.ids[p.place])}">{html.escape(p.title)}</a></li>'
                for p in page.pages
            )
            return f"<ul>{''.join(lines)}</ul>", set()
        body = self.links.turned(render(page.text), page.folder)
        for address in self.links.lost:
            self.note(
                "a link leads to nothing in the folder; its words stay", f"{page.path}: {address[:100]}"
            )
        if page.head.description and page.head.description.casefold() not in page.text.casefold():
            body = f"<p><em>{html.escape(page.head.description)}</em></p>{body}"
        return body or "<p></p>", set(self.links.named)

    def _modified(self, page: Page) -> datetime:
        return datetime.fromtimestamp(int(self.folder.modified(page.path or ".")), UTC)


class _Nothing:
    def __enter__(self):
        return self

    def __exit__(self, *_exception) -> None: ...


def _without_nothing(record: dict) -> dict:
    return {name: value for name, value in record.items() if value is not None}
