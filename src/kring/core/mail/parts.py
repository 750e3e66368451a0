"""What mails are made of, so that whoever says something needn't know how a mail looks."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One thing to read: `title` leads to `url` (a path of ours); `by` and `words` are plain text."""

    title: str
    url: str
    by: str = ""
    words: str = ""
    why: str = ""
    content_id: int | None = None
