"""The words of the data files: mentions of people by their short names, and dates that move with the clock."""

from __future__ import annotations

import re
from datetime import date

DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober",
           "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
DATE = re.compile(r"\{\{([^|}]+)(?:\|(\w+))?\}\}")
BEGINS = re.compile(r"(?:^|\n\n|[.?!] )$")
MARKED = re.compile(r"\s*(?:[-*>#|]|\d+\.|```)\s?")
OWN_LINE = re.compile(r"\s*(?:#|\||```)")
MENTION = re.compile(r"(?<![\w.@/])@([a-z]+)\b")


def written(text: str, clock, people: dict, language: str = "nl") -> str:
    """Text with "{{w-3}}" as a date, "@lies" as a link to her, and paragraphs that were wrapped in the file on one line."""

    def dated(found: re.Match) -> str:
        words = say(clock.day(found[1]), found[2], language)
        return words[0].upper() + words[1:] if BEGINS.search(text[: found.start()]) else words

    def mentioned(found: re.Match) -> str:
        person = people.get(found[1])
        return f"[@{person['name']}](kring:@{person['handle']})" if person else found[0]

    return MENTION.sub(mentioned, unwrapped(DATE.sub(dated, text).strip()))


def unwrapped(text: str) -> str:
    """Lines that only go on with the one above, joined to it: a line break in Markdown is a line break on the page."""
    lines: list[str] = []
    in_code = False
    for line in text.split("\n"):
        fence = line.startswith("```")
        goes_on = lines and lines[-1].strip() and line.strip() and not in_code and not fence
        if goes_on and line.startswith("> ") and lines[-1].startswith("> "):
            lines[-1] += line[1:]
        elif goes_on and not MARKED.match(line) and not OWN_LINE.match(lines[-1]):
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
        in_code ^= fence
    return "\n".join(lines)


def say(day: date, how: str | None, language: str) -> str:
    """donderdag 26 november; as `dag` the weekday, as `kort` without it, as `jaar` the year."""
    weekday, month = DAYS[language][day.weekday()], MONTHS[language][day.month - 1]
    short = f"{day.day} {month}"
    return {None: f"{weekday} {short}", "dag": weekday, "kort": short, "jaar": str(day.year)}[how]
