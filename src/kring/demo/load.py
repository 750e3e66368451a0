"""Bringing Waterveen into an empty platform, once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from kring.core.groups.models import Group
from kring.core.people import verbs
from kring.core.people.models import Person
from kring.demo import package
from kring.demo.finish import finish
from kring.demo.records import ABOUT
from kring.demo.story import Story
from kring.exchange.interchange import take_in
from kring.exchange.models import Source
from kring.exchange.report import Report

LINKS_LAST = timedelta(days=7)


@dataclass(frozen=True)
class Guide:
    handle: str
    eyes: str


GUIDES = (
    Guide("manager", "looks after the platform, but isn't in every group"),
    Guide("host", "leads the team at the counter, hosts two groups, knows a secret"),
    Guide("member", "works at counter 3 and asks a lot"),
    Guide("guest", "from outside: sees one project group and nothing else"),
)


def is_empty() -> bool:
    return not Person.objects.exists()


def is_begun() -> bool:
    """Whether this platform is the demo, perhaps half-way in."""
    return Source.objects.filter(name=ABOUT["source"]).exists()


def is_loaded() -> bool:
    return is_begun() and Group.objects.filter(is_everyone=True, data__has_key="demo").exists()


def load(now: datetime | None = None) -> Report:
    """Take the demo in, told as of `now`. What is in already stays or is updated; nobody is sent anything."""
    now = now or timezone.now()
    with TemporaryDirectory(prefix="kring-demo-") as folder:
        package.write(Path(folder), now)
        report = take_in(folder)
    finish(Story(now))
    return report


def sign_in_links() -> list[tuple[Guide, Person, str]]:
    """A new one-time address for each guide."""
    people = {
        person.handle: person
        for person in Person.objects.filter(handle__in=[guide.handle for guide in GUIDES])
    }
    return [
        (guide, people[guide.handle], verbs.login_link(people[guide.handle], LINKS_LAST))
        for guide in GUIDES
        if guide.handle in people
    ]
