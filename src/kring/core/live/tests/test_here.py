"""Who is here: told in turns, with those who hide left out."""

import asyncio

import orjson

from kring.core.live.here import STAYS, Here
from kring.core.live.signed_in import Holder
from kring.core.live.switchboard import Switchboard


class FakeLine:
    def __init__(self, person, shown=True, people=()):
        self.holder, self.items, self.people, self.said = Holder(person, False, shown), (), people, []
        self.person = person

    def tell(self, data: bytes) -> None:
        self.said.append(orjson.loads(data.removeprefix(b"data: ")))


def test_changes_come_in_one_message_and_only_to_those_who_look():
    lines = Switchboard()
    here = Here(lines)
    looks, elsewhere = FakeLine(1, people=(1, 2, 3, 4)), FakeLine(9)
    others = [FakeLine(2), FakeLine(3), FakeLine(4, shown=False)]
    for line in (looks, elsewhere, *others):
        lines.add(line)
    asyncio.run(here._tell(here.now(100.0)))
    assert [sorted(told["came"]) for told in looks.said] == [[2, 3]] and not elsewhere.said
    lines.remove(others[0])
    asyncio.run(here._tell(here.now(101.0)))
    assert len(looks.said) == 1, "on the way to another page one is still here"
    asyncio.run(here._tell(here.now(101.0 + STAYS)))
    assert looks.said[-1]["went"] == [2] and looks.said[-1]["came"] == []
    others[1].holder = Holder(3, False, False)
    asyncio.run(here._tell(here.now(102.0 + STAYS)))
    assert looks.said[-1]["went"] == [3], "who hides is gone at once"


def test_other_servers_count_while_they_say_so(settings):
    lines = Switchboard()
    here = Here(lines)
    asyncio.run(here.heard({"server": "other", "people": [7, 8]}))
    asyncio.run(here.heard({"server": here.name, "people": [99]}))
    [(moment, _)] = here.elsewhere.values()
    assert here.now(moment + 1) == {7, 8}
    assert here.now(moment + 1000) == set()


def test_a_switchboard_forgets_all_of_a_line():
    lines, line = Switchboard(), FakeLine(1, people=(2,))
    line.items = (5,)
    lines.add(line)
    assert lines.asked_for({"to": "page", "content": 5}) == [line] == lines.asked_for({"person": 1})
    assert lines.remove(line) and not lines.remove(line)
    assert not lines.by_person and not lines.by_item and not lines.by_face and not lines
