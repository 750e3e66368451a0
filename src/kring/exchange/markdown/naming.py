"""Ids of records from paths and addresses, in the letters that a link in a text can name."""

import re

UNSAFE = re.compile(r"[^A-Za-z0-9.-]")


def safe(words: str) -> str:
    """The same letters and signs for the same words, and never for others: `/` is `:`, what can't stand there `~` and its
    number."""
    return UNSAFE.sub(lambda match: ":" if match[0] == "/" else f"~{ord(match[0]):x}~", words)


def page_id(place: str) -> str:
    """A folder's ends in a word of its own: a sign at its end would be taken for the sentence's."""
    return "p:" + safe(place) + ("" if place and not place.endswith("/") else "~folder")
