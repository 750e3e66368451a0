"""What an overlay may ask about its viewer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mine:
    """What somebody did with contents: rows of a `table` with their id in `person_id`, the content's in `content`, and a `value`
    (SQL, read as text). `where` is SQL that narrows it further."""

    name: str
    table: str
    value: str = "''"
    content: str = "content_id"
    where: str = ""
