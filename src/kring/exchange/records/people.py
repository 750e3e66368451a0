"""People. Nobody who was imported can sign in before they are invited: their accounts have no password."""

import re
from itertools import count

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from slugify import slugify

from kring.core.content.models import Comment, Content
from kring.core.features.fields import BadRecord, Day, Field, Flag, Link, Text, Time, Word, Words
from kring.core.features.records import Loader
from kring.core.groups.models import Group, Membership
from kring.core.groups.verbs import everyone
from kring.core.people import words
from kring.core.people.models import Person
from kring.core.people.verbs import RESERVED
from kring.exchange.records.memberships import join, members
from kring.exchange.records.topics import topics_of
from kring.exchange.rows import touch, write_over

HANDLE = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
PROFILE = ["title", "department", "location", "bio", "language"]
OWN = ["time_zone", "theme", "working_days", "start_date", "since", "shows_presence", "shortcuts"]


class Weekdays(Field):
    """On which days somebody works: numbers from 1, Monday, to 7."""

    def read(self, value):
        if type(value) is not list or any(type(day) is not int or not 1 <= day <= 7 for day in value):
            raise BadRecord("is not a list of weekdays (1 to 7)")
        return sorted(set(value))


class People(Loader):
    type = "person"
    after = ("topic", "group")
    fields = {
        "id": Text(required=True),
        "name": Text(limit=120, required=True),
        "email": Text(),
        "handle": Text(),
        "title": Text(limit=120),
        "department": Text(limit=120),
        "location": Text(limit=120),
        "bio": Text(limit=2000),
        "expertise": Words(),
        "manager": Link("person", later=True),
        "language": Text(),
        "avatar": Text(),
        "joined_at": Time(),
        "role": Word(choices=("member", "manager", "guest"), default="member"),
        "active": Flag(default=True),
        "time_zone": Text(limit=60, exact=True),
        "theme": Word(choices=("light", "dark")),
        "working_days": Weekdays(),
        "start_date": Day(),
        "since": Time(),
        "shows_presence": Flag(),
        "shortcuts": Flag(),
    }

    def write(self, items, batch) -> None:
        emails = {item.key: self._email(item, batch) for item in items}
        by_email = {
            p.email.lower(): p for p in Person.objects.filter(email__in=filter(None, emails.values()))
        }
        old = Person.objects.in_bulk([item.object_id for item in items if item.object_id])
        new: dict[str, Person] = {}
        changed, owners = {}, []
        for item in items:
            email = emails[item.key]
            person, theirs = old.get(item.object_id), False
            if person is None and email:
                person = by_email.get(email)
                theirs = person is not None
            if person is None:
                person = Person(password=make_password(None), email=email)
                new[item.key] = person
                if email:
                    by_email[email] = person
            elif person.pk:
                changed[person.pk] = person
            self._fill(person, item, email, only_empty=theirs)
            owners.append((item, person))
        self._name_handles([(item, new[item.key]) for item in items if item.key in new], batch)
        write_over(
            Person,
            list(changed.values()),
            [*PROFILE, *OWN, "name", "email", "avatar", "role", "is_active", "joined_at", "manager"],
        )
        Person.objects.bulk_create(new.values())
        for item, person in owners:
            item.object_id = person.pk
            if handle := item.values.get("handle"):
                batch.also_known_as("handle", handle.lower(), person.pk)
            if "manager" in item.links:
                batch.later(item, "manager")
        self._renamed(list(changed))
        self._into_everyone([person for _, person in owners], batch)
        self._know_things(owners)
        words.index({person.pk for _, person in owners})

    def _email(self, item, batch) -> str | None:
        email = (item.values.get("email") or "").lower()
        if not email:
            return None
        try:
            validate_email(email)
        except ValidationError:
            item.extra["email"] = item.values["email"]
            batch.note(item, "person: an e-mail address isn't one; the person came in without it")
            return None
        return email

    def _fill(self, person: Person, item, email: str | None, only_empty: bool) -> None:
        """`only_empty`: the platform has had this person before, and what they say of themselves stays."""
        values = dict(item.values)
        values["language"] = (values.get("language") or "").split("-")[0].split("_")[0][:5].lower()
        for name in ("name", "avatar", *PROFILE):
            if (name != "avatar" or name in values) and not (only_empty and getattr(person, name)):
                setattr(person, name, values.get(name) or "")
        for name in OWN:
            if name in values and not (
                only_empty and name in ("time_zone", "theme") and getattr(person, name)
            ):
                setattr(person, name, values[name])
        entered = person.pk and (person.has_usable_password() or person.last_login)
        if (
            only_empty or entered
        ):  # an account that is in use: its rights and its address are not the package's
            return
        if "manager" not in item.links:
            person.manager_id = None
        person.email = email or person.email
        person.role, person.is_active = self.value(item, "role"), self.value(item, "active")
        person.joined_at = values.get("joined_at") or person.joined_at

    def _name_handles(self, new, batch) -> None:
        wanted = [handle_of(item.values.get("handle") or item.values["name"]) for item, _ in new]
        taken = RESERVED | set(Person.objects.filter(handle__in=wanted).values_list("handle", flat=True))
        for (item, person), base in zip(new, wanted, strict=True):
            handle = base
            if base in taken:
                taken |= set(Person.objects.filter(handle__startswith=base).values_list("handle", flat=True))
                handle = next(h for h in (f"{base}{n}" for n in count(2)) if h not in taken)
            if item.values.get("handle") and handle != item.values["handle"]:
                batch.note(
                    item,
                    f"person: the handle @{item.values['handle'][:60]} is taken or can't be one; now @{handle}",
                )
            person.handle = handle
            taken.add(handle)

    def _renamed(self, ids: list[int]) -> None:
        """Cards that show these people are out of date."""
        touch(Person, ids)
        commented = Comment.objects.filter(author_id__in=ids).values("content_id")
        if ids:
            Content.objects.filter(Q(author_id__in=ids) | Q(pk__in=commented)).touch()

    def _into_everyone(self, people: list[Person], batch) -> None:
        """The organisation's group has everybody who is active and no guest."""
        group = everyone()
        there = members({(group.pk, person.pk) for person in people})
        new = {}
        for person in people:
            row = there.get((group.pk, person.pk))
            belongs = person.is_active and not person.is_guest
            if belongs and row is None:
                role = "host" if person.is_manager else "member"
                new[person.pk] = Membership(group=group, person=person, role=role, joined_at=person.joined_at)
            elif row is not None and not belongs:
                row.delete()
                batch.count(Group, "member_count", group.pk, -1)
        join(new.values(), batch)

    def _know_things(self, owners) -> None:
        words = [word for item, _ in owners for word in item.values.get("expertise") or ()]
        topics = topics_of(words) if words else {}
        through = Person.expertise.through
        through.objects.filter(
            person__in=[p for i, p in owners if not i.is_new and "expertise" in i.values]
        ).delete()
        rows = {(p.pk, topics[word].pk) for i, p in owners for word in i.values.get("expertise") or ()}
        through.objects.bulk_create(
            [through(person_id=p, topic_id=t) for p, t in sorted(rows)], ignore_conflicts=True
        )


def handle_of(words: str) -> str:
    """Words as a handle; what can be one stays as it is."""
    lower = words.lower()
    if len(lower) <= 60 and HANDLE.fullmatch(lower):
        return lower
    return slugify(words, separator=".")[:50].strip(".") or "person"
