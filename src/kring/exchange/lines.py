"""From lines to records: what can't be read is said once, with where it stands and why."""

import re
from collections.abc import Callable, Iterator

import orjson

from kring.core.features.fields import BadRecord, shown
from kring.exchange.package import LONGEST_LINE, Package

TYPE = re.compile(r"[a-z][a-z_]{0,19}")


def records(package: Package, name: str, bad: Callable[[str, str], None]) -> Iterator[tuple[str, dict, int]]:
    """(place, record, bytes) of every line of a file that holds one; `bad(place, reason)` hears of the others."""
    for number, line in package.lines(name):
        place = f"{name}:{number}"
        if line is not None and not line.strip():
            continue
        try:
            record = parse(line)
        except BadRecord as error:
            bad(place, str(error))
        else:
            yield place, record, len(line)


def parse(line: bytes | None) -> dict:
    if line is None:
        raise BadRecord(f"the line is longer than {LONGEST_LINE // 2**20} MB")
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        try:
            line.decode()
        except UnicodeDecodeError as wrong:
            raise BadRecord(f"not valid UTF-8 at byte {wrong.start + 1}") from None
        raise BadRecord(f"not valid JSON ({error.msg})") from None
    if type(record) is not dict:
        raise BadRecord("not an object")
    type_ = record.get("type")
    if type(type_) is not str or not TYPE.fullmatch(type_):
        raise BadRecord("type is missing" if type_ is None else f"type is {shown(type_)}, which can't be one")
    if b"\\u0000" in line and _holds_nul(record):
        raise BadRecord("holds a NUL character")
    return record


def _holds_nul(value) -> bool:
    todo = [value]
    while todo:
        value = todo.pop()
        if type(value) is str and "\0" in value:
            return True
        if type(value) is dict:
            todo += value.keys()
            todo += value.values()
        elif type(value) is list:
            todo += value
    return False
