"""What stands in the query of who listens: numbers and moments, whatever somebody may write there."""

from contextlib import suppress
from urllib.parse import parse_qs

from kring.core.live.bus import KEEP_SECONDS

MOST = 300


def first(query: str, name: str) -> str:
    return parse_qs(query).get(name, [""])[0]


def numbers(asked: str) -> list[int]:
    """Of “4.8”: each once, the last ones of many."""
    found = [int(one) for one in asked.split(".") if one.isdecimal() and one.isascii() and len(one) < 19]
    return list(dict.fromkeys(found))[-MOST:]


def seconds(asked: str) -> float:
    """Nothing for what is no number."""
    with suppress(ValueError):
        return min(max(0.0, float(asked or 0)), KEEP_SECONDS + 60.0)
    return 0.0
