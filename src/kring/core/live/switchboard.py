"""Which lines there are: by person, and by what their pages show."""

from __future__ import annotations

from collections import defaultdict

from kring.core.live.bus import Message
from kring.core.live.line import Line


class Switchboard:
    def __init__(self):
        self.person_of: dict[Line, int] = {}
        self.by_person: dict[int, list[Line]] = defaultdict(list)
        self.by_item: dict[int, set[Line]] = defaultdict(set)
        self.by_face: dict[int, set[Line]] = defaultdict(set)

    def __bool__(self) -> bool:
        return bool(self.person_of)

    def __len__(self) -> int:
        return len(self.person_of)

    def all(self) -> list[Line]:
        return list(self.person_of)

    def of(self, person: int) -> list[Line]:
        """Oldest first."""
        return list(self.by_person.get(person, ()))

    def asked_for(self, message: Message) -> list[Line]:
        """Whose page it concerns; whether they may be told is another question."""
        if "among" in message:
            return [line for person in message["among"] for line in self.of(person)]
        if "person" in message:
            return self.of(message["person"])
        if message.get("to") == "stream":
            return self.all()
        return list(self.by_item.get(message.get("content", 0), ()))

    def facing(self, person: int) -> set[Line]:
        """Lines whose page shows this person's face."""
        return self.by_face.get(person, set())

    def add(self, line: Line) -> None:
        self.person_of[line] = line.person
        self.by_person[line.person].append(line)
        for place, ids in ((self.by_item, line.items), (self.by_face, line.people)):
            for id in ids:
                place[id].add(line)

    def remove(self, line: Line) -> bool:
        person = self.person_of.pop(line, None)
        if person is None:
            return False
        self.by_person[person].remove(line)
        if not self.by_person[person]:
            del self.by_person[person]
        for place, ids in ((self.by_item, line.items), (self.by_face, line.people)):
            for id in ids:
                place[id].discard(line)
                if not place[id]:
                    del place[id]
        return True
