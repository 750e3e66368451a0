"""Prompts for tests."""

from datetime import date, time

from kring.tools.agenda import verbs
from kring.tools.agenda.models import Prompt

FRIDAYS = {"rhythm": "weekly", "weekdays": [4], "every": 1, "hour": time(15), "starts_on": date(2026, 11, 2)}
WORDS = {"kind": "update", "title": "What went well?", "body": "<p>One sentence.</p>"}


def unsaved(**other) -> Prompt:
    return Prompt(**{**FRIDAYS, **WORDS, **other})


def made(group, by, **other) -> Prompt:
    return verbs.make(group, by, **{**FRIDAYS, **WORDS, "ends_on": None, "skips": [], **other})


def form(**other) -> dict:
    """What the form sends."""
    return {
        "kind": "update", "title": "What went well?", "body": "One *sentence*.", "rhythm": "weekly", "weekdays": ["4"],
        "every": "1", "hour": "15:00", "starts_on": "2026-11-20", "ends_on": "", "skips": "", **other,
    }  # fmt: skip
