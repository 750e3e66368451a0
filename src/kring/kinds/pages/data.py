"""Interchange: {"blocks": […], "people": [person], "contents": [content], "home": true, "rail": 1}. In a package a block names a person by
their place in `people`, a file by its place among the files of the record, and a button an item as "content:<place>"."""

import re

from kring.core.features.verbs import bump
from kring.core.files.models import File
from kring.kinds.pages.blocks import block_of
from kring.kinds.pages.blocks.base import Names
from kring.kinds.pages.layout import clean
from kring.kinds.pages.models import PageLayout, RailPlace
from kring.kinds.pages.rail import MOST

ITEM = re.compile(r"/c/(\d{1,18})/?")
PLACE = re.compile(r"content:(\d{1,4})")


class Places(list):
    """Keys, each once. `of(key)` is the place of one, at the end where it wasn't there; `at(place)` the key at one."""

    def of(self, key) -> int:
        if key not in self:
            self.append(key)
        return self.index(key)

    def at(self, place):
        return self[place] if type(place) is int and 0 <= place < len(self) else None


def data_out(content) -> dict:
    details = getattr(content, "layout", None)
    if details is None:
        return {"blocks": None, "people": None, "contents": None, "home": None, "rail": _place(content)}
    people, contents, files = Places(), Places(), _files(content)

    def url(address: str) -> str:
        found = ITEM.fullmatch(address)
        return f"content:{contents.of(int(found[1]))}" if found else address

    names = Names(people.of, lambda key: files.index(key) if key in files else None, url)
    blocks = [kind.turned(block, names) for block in details.blocks if (kind := block_of(block))]
    return {
        "blocks": blocks or None,
        "people": list(people) or None,
        "contents": list(contents) or None,
        "home": True if details.home_of_id == content.group_id else None,
        "rail": _place(content),
    }


def _place(content) -> int | None:
    """Where it stands in the navigation, if it does."""
    row = getattr(content, "rail_place", None)
    return row.place if row else None


def data_in(content, data: dict) -> None:
    """What leads nowhere is left out of its block, and of the page a block without anything in it."""
    people, contents, files = _all(content, data, "people"), _all(content, data, "contents"), _files(content)

    def url(address):
        found = PLACE.fullmatch(address) if isinstance(address, str) else None
        key = contents.at(int(found[1])) if found else None
        return address if found is None else f"/c/{key}/" if key is not None else ""

    names = Names(people.at, files.at, url)
    given = data.get("blocks")
    given = [raw for raw in given if isinstance(raw, dict)] if isinstance(given, list) else []
    blocks = clean([kind.turned(raw, names) for raw in given if (kind := block_of(raw))])
    home = content.group_id if data.get("home") is True and not _has_home(content) else None
    when = content.published_at if home else None
    PageLayout.objects.update_or_create(
        content_id=content.pk, defaults={"blocks": blocks, "home_of_id": home, "home_at": when}
    )
    _in_rail(content, data.get("rail"))


def _in_rail(content, place) -> None:
    place = place if type(place) is int and 0 < place < 100 else None
    rows = RailPlace.objects.filter(content_id=content.pk)
    if place == rows.values_list("place", flat=True).first():
        return
    if place is None:
        rows.delete()
    elif rows.exists() or RailPlace.objects.count() < MOST:
        RailPlace.objects.update_or_create(content_id=content.pk, defaults={"place": place})
    bump()


def _all(content, data: dict, name: str) -> Places:
    """The keys of what is named; none as long as one of them isn't in, or every place after it would mean another."""
    keys, named = data.get(name), content.data.get(name)
    whole = isinstance(keys, list) and isinstance(named, list) and len(keys) == len(named)
    return Places(keys if whole else ())


def _files(content) -> Places:
    """In the order of the record's files."""
    rows = File.objects.standing().filter(content_id=content.pk, comment=None)
    return Places(rows.order_by("order", "pk").values_list("pk", flat=True))


def _has_home(content) -> bool:
    return PageLayout.objects.filter(home_of=content.group_id).exclude(content_id=content.pk).exists()
