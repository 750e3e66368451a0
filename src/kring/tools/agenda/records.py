"""Prompts from elsewhere, and ours for elsewhere: a type of our own beside the format's.

What comes in goes on with its next time; nothing that is past is made up for.
"""

import re
from datetime import date, time

from django.utils import timezone

from kring.core.features.fields import BadRecord, Body, Day, Field, Link, Text, Time, Word, Words
from kring.core.features.records import FORMAT, Dumper, Loader
from kring.core.groups.verbs import everyone
from kring.tools.agenda import dates
from kring.tools.agenda.forms import EVERY, SKIPS
from kring.tools.agenda.models import Pause, Prompt

HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
OPEN_LINK = 'href="kring:'


class Number(Field):
    def read(self, value):
        if type(value) is not int or not 1 <= value <= EVERY:
            raise BadRecord(f"is not a number from 1 to {EVERY}")
        return value


class Weekdays(Field):
    def read(self, value):
        if type(value) is not list or any(type(day) is not int or not 0 <= day <= 6 for day in value):
            raise BadRecord("is not a list of weekdays (0 is Monday)")
        return sorted(set(value))


class Hour(Field):
    def read(self, value):
        if type(value) is not str or not HOUR.fullmatch(value):
            raise BadRecord("is not an hour (09:00)")
        return time.fromisoformat(value)


class Load(Loader):
    type = "prompt"
    after = ("group", "person", "content")
    body_in = Prompt
    fields = {
        "id": Text(required=True),
        "group": Link("group", strict=True),
        "author": Link("person", required=True),
        "kind": Text(required=True, limit=40, exact=True),
        "title": Text(limit=250),
        "body": Body(default=""),
        "format": FORMAT,
        "rhythm": Word(choices=tuple(Prompt.Rhythm.values), default="weekly"),
        "every": Number(default=1),
        "weekdays": Weekdays(default=()),
        "hour": Hour(required=True),
        "starts_on": Day(required=True),
        "ends_on": Day(),
        "skips": Words(),
        "last_at": Time(),
        "last": Link("content"),
        "paused_at": Time(),
        "paused_by": Link("person"),
        "paused_why": Word(choices=tuple(Pause.Why.values), default="asked"),
        "created_at": Time(),
    }

    def read(self, record):
        values, links, extra = super().read(record)
        if values.get("rhythm", "weekly") == "weekly" and not values.get("weekdays"):
            raise BadRecord("weekdays is missing")
        if not values.get("title") and not values.get("body"):
            raise BadRecord("body is missing")
        return values, links, extra

    def write(self, items, batch) -> None:
        for item in items:
            prompt = Prompt(pk=item.object_id, **self._row(item))
            prompt.next_at = dates.next_after(prompt, timezone.now())
            if item.object_id:
                prompt.save(update_fields=[*self._row(item), "next_at"])
            else:
                prompt.save(force_insert=True)
                item.object_id = prompt.pk
            self._pause(item, prompt)
            if OPEN_LINK in item.html:
                batch.later(item, "body")

    def _row(self, item) -> dict:
        values = item.values
        return {
            "group_id": values.get("group") or everyone().pk, "by_id": values["author"], "kind": values["kind"],
            "title": values.get("title") or "", "body": item.html, "rhythm": self.value(item, "rhythm"),
            "every": self.value(item, "every"), "weekdays": list(self.value(item, "weekdays")),
            "hour": values["hour"], "starts_on": values["starts_on"], "ends_on": values.get("ends_on"),
            "skips": [day for day in self.value(item, "skips") if _is_day(day)][:SKIPS],
            "last_at": values.get("last_at"), "last_id": values.get("last"),
            "created_at": values.get("created_at") or timezone.now(),
        }  # fmt: skip

    def _pause(self, item, prompt: Prompt) -> None:
        if at := item.values.get("paused_at"):
            why = self.value(item, "paused_why")
            row = {"by_id": item.values.get("paused_by"), "why": why, "created_at": at}
            Pause.objects.update_or_create(prompt=prompt, defaults=row)
        else:
            Pause.objects.filter(prompt=prompt).delete()


def _is_day(word: str) -> bool:
    try:
        return len(word) == 10 and bool(date.fromisoformat(word))
    except ValueError:
        return False


class Dump(Dumper):
    type = "prompt"
    group = "group"
    has_id = True
    links = {
        "group": ("group", "group_id"),
        "author": ("person", "by_id"),
        "last": ("content", "last_id"),
        "paused_by": ("person", "paused_by_id"),
    }
    bodies = ("body",)

    def rows(self):
        return Prompt.objects.select_related("pause")

    def record(self, row, out):
        waits = row.waits
        paused = {"paused_at": waits.created_at, "paused_why": waits.why} if waits else {}
        return {
            "kind": row.kind, "title": row.title or None, "body": out.body(row.body) or None, "format": "html",
            "rhythm": row.rhythm, "every": row.every, "weekdays": row.weekdays, "hour": f"{row.hour:%H:%M}",
            "starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on and row.ends_on.isoformat(),
            "skips": row.skips or None, "last_at": row.last_at, "created_at": row.created_at, **paused,
        }  # fmt: skip
