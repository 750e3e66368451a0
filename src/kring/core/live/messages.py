"""Messages as they go over a line. One that can be asked for again carries its id; a fleeting one has none."""

from __future__ import annotations

import orjson

from kring.core.live.audience import Told


def chunk(id: str, told: Told, person: int | None = None) -> bytes:
    """For `person`: who did it themselves is told so, because their page may show it already."""
    mine = {"mine": True} if person is not None and person == told.message.get("actor") else {}
    if told.message.get("fleeting"):
        return fleeting({**told.words, **mine})
    return b"id: %s\n" % id.encode() + fleeting({"id": id, **told.words, **mine})


def fleeting(words: dict) -> bytes:
    return b"data: %s\n\n" % orjson.dumps(words)
