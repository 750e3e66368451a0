"""Records of types that nothing installed here knows: kept as they are, to be taken in when their feature has come."""

from kring.core.features.fields import BadRecord, shown
from kring.core.features.records import Loader
from kring.exchange.identity import digest_of, key_of

IDENTITY = {  # the format's own types without an id: what makes one the same
    "vote": ("person", "content", "option"),
    "follow": ("person", "content", "topic", "followee"),
    "bookmark": ("person", "content", "topic", "followee"),
    "view": ("person", "content", "topic", "followee", "created_at"),
    "attendance": ("person", "content"),
    "outcome": ("content", "created_at"),
    "reaction": ("person", "content", "comment", "emoji"),
}
REQUIRED = {
    "vote": ("person", "content"), "follow": ("person",), "bookmark": ("person",), "view": ("person",),
    "attendance": ("person", "content"), "outcome": ("content", "decision"), "reaction": ("person",),
}  # fmt: skip


class Kept(Loader):
    def __init__(self, type: str):
        super().__init__()
        self.type = type

    def read(self, record):
        for name in REQUIRED.get(self.type, ()):
            if type(record.get(name)) is not str or not record[name]:
                missing = record.get(name) is None
                raise BadRecord(
                    f"{name} is missing" if missing else f"{name} is {shown(record[name])}, not an id"
                )
        return {}, {}, {}

    def key(self, record) -> str:
        if type(record.get("id")) is str and record["id"]:
            return record["id"]
        if self.type in IDENTITY:
            return key_of(*(str(record.get(name) or "") for name in IDENTITY[self.type]))
        return digest_of(record)

    def write(self, items, batch) -> None:
        for item in items:
            batch.keep(item, item.record, "type")
            batch.note(item, f"{self.type}: no installed feature takes these in; kept for the one that will")
