"""Runs inside the world: fills it, or opens its pages and prints what they took as JSON."""

import json
import sys
import time
from datetime import datetime, timedelta
from itertools import count
from random import Random
from statistics import median

from kring.project.start import start_django

FEW = 25
MANY = {"idea": 2_000, "photo": 1_000, "document": 10_000, "event": 5_000}
GROUPS = {"few": dict.fromkeys(MANY, FEW), "many": MANY}
CONTENTS = "id kind group_id author_id title body excerpt language state created_at published_at last_activity_at is_open"
ROUNDS = 15


def fill() -> dict:
    from django.db import connection
    from django.utils import timezone

    from bench.bulk import bulk
    from kring.core.groups import membership
    from kring.core.groups import verbs as groups
    from kring.core.people import verbs as people

    host = people.arrive(name="Host", handle="host", role="manager")
    member = people.arrive(name="Member", handle="member", role="member")
    there = {name: groups.start(host, name=name.title(), access="open") for name in GROUPS}
    for group in there.values():
        membership.join(group, member)
    connection.close()  # the loader has the database for itself
    with bulk() as loader:
        write = Writer(loader.put, timezone.now(), [host.pk, member.pk])
        albums = {name: write.group(there[name].pk, **GROUPS[name]) for name in GROUPS}
    return {
        "member": member.pk,
        "albums": albums,
        "slugs": {name: group.slug for name, group in there.items()},
    }


class Writer:
    """Rows as `bench.world` writes them; the details of each kind are those of `bench.newer_kinds`."""

    def __init__(self, put, now: datetime, people: list[int]):
        from bench.newer_kinds import NewerKinds

        self.rng, self.now, self.people, self.ids = Random(5), now, people, count(1000)
        self.content = put("content.Content", CONTENTS)
        self.kinds = NewerKinds(self.rng, put, now)

    def group(self, group: int, idea: int, photo: int, document: int, event: int) -> int:
        """Returns the album."""
        for kind, number in (("idea", idea), ("document", document), ("event", event)):
            for step in range(number):
                at = self.now - timedelta(days=700) * (1 - step / number)
                id = self._item(kind, group, at, is_open=self.rng.random() < 0.6)
                self.kinds.details(id, kind, self.people[0], group, at, self.people, self.rng.random() < 0.6)
        album = self._item("album", group, self.now, None)
        self.kinds.album_row((album, photo))
        for order in range(photo):
            self.kinds._put_file(album, self.people[0], self.now, f"photo-{order}.webp", "image/webp", order)
        return album

    def _item(self, kind: str, group: int, at: datetime, is_open: bool | None) -> int:
        from bench import text

        id, title = next(self.ids), text.sentence(self.rng, text.DUTCH, 5)
        body, moment = text.sentence(self.rng, text.DUTCH, 30), str(at)
        is_open = is_open if kind == "idea" else None
        self.content((id, kind, group, self.people[0], title, f"<p>{body}</p>", body[:120], "nl", "published", moment,
                      moment, moment, is_open))  # fmt: skip
        return id


def measure() -> dict:
    from django.conf import settings

    from bench.browsers import InProcess
    from bench.prepare import sign_in

    marks = json.loads((settings.DATA / "marks.json").read_text())
    browser = InProcess(sign_in(str(marks["member"]))[str(marks["member"])])
    rows = []
    for page, paths in pages(marks).items():
        row: dict = {"page": page}
        for name, path in paths.items():
            row[name], row[f"{name}_queries"] = opened(browser, path)
        rows.append(row)
    return {"pages": rows, "few": FEW, "many": {f"{kind}s": number for kind, number in MANY.items()}}


def pages(marks: dict) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, slug in marks["slugs"].items():
        for page, path in {
            "ideas, board": f"/g/{slug}/ideas/?look=board",
            "ideas, list": f"/g/{slug}/ideas/?look=list",
            "album": f"/c/{marks['albums'][name]}/",
            "documents, a folder": f"/g/{slug}/documents/",
            "events, list": f"/g/{slug}/events/",
            "events, a month": f"/g/{slug}/events/?view=month",
            "events, a week": f"/g/{slug}/events/?view=week",
        }.items():
            found.setdefault(page, {})[name] = path
    return found


def opened(browser, path: str) -> tuple[float, int]:
    """Milliseconds of CPU and queries."""
    from bench.browsers import Request

    times, queries = [], 0
    for number in range(ROUNDS):
        began = time.process_time()
        queries = browser.send(Request(path))
        if number >= 3:
            times.append((time.process_time() - began) * 1000)
    return median(times), queries


if __name__ == "__main__":
    start_django()
    print(json.dumps({"fill": fill, "measure": measure}[sys.argv[1]]()))
