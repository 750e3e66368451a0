"""The cast of every view test, on a small platform with something to hide.

    def test_only_hosts_see_the_requests(cast):
        page = cast.as_each("get", "/g/closed/settings/")
        assert {who for who, response in page.items() if response.status_code == 200} == {"host"}

Six people: **manager** (of the platform, in no group but the organisation), **host** (of every group but the
organisation), **member** (of the same groups), **outsider** (in the organisation only), **guest** (in *project* only)
and **nobody** (not signed in). Groups: `everyone`, `open`, `closed`, `secret` and `project` (closed, with the guest in it).
Every group has one item in each state, written by the member; what is published, archived or binned has a comment
by the host, a deleted comment, an answer and a reaction.

Everything that has words has a *marker*: a word that occurs nowhere else, with the set of those who may see it, so that
a test can read any page for what should not be on it (`cast.leaks(who, text)`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

WHO = ("manager", "host", "member", "outsider", "guest", "nobody")
SIGNED_IN = WHO[:-1]
GROUPS = ("everyone", "open", "closed", "secret", "project")
STATES = ("draft", "scheduled", "published", "archived", "bin")

MEMBERS = {  # who is in which group, and may read it as a member
    "everyone": {"manager", "host", "member", "outsider"},
    "open": {"host", "member"},
    "closed": {"host", "member"},
    "secret": {"host", "member"},
    "project": {"host", "member", "guest"},
}
READERS = MEMBERS | {"open": {"manager", "host", "member", "outsider"}}
FINDERS = {
    "everyone": MEMBERS["everyone"],
    "open": READERS["open"],
    "closed": READERS["open"],
    "secret": MEMBERS["secret"],
    "project": READERS["open"] | {"guest"},
}
BIN = {slug: {"member", "host"} for slug in GROUPS}
BIN |= {"everyone": {"member", "manager"}, "open": {"member", "host", "manager"}}
NOBODY: frozenset[str] = frozenset()


@dataclass
class Cast:
    manager: object
    host: object
    member: object
    outsider: object
    guest: object
    nobody: AnonymousUser = field(default_factory=AnonymousUser)
    groups: dict = field(default_factory=dict)
    items: dict = field(default_factory=dict)  # (group, state) → Content
    comments: dict = field(default_factory=dict)  # (group, state) → the host's comment
    files: dict = field(default_factory=dict)  # group → the attachment of its published item
    markers: dict[str, frozenset[str]] = field(default_factory=dict)  # word → who may see it
    meaning: dict[str, str] = field(default_factory=dict)  # word → what it is, for messages
    _clients: dict[str, Client] = field(default_factory=dict)

    def __getitem__(self, who: str):
        return getattr(self, who)

    def people(self) -> dict:
        return {who: self[who] for who in WHO}

    def client(self, who: str) -> Client:
        """A browser of this person; a new one where it isn't signed in yet."""
        if who not in self._clients:
            self._clients[who] = client_of(self[who])
        return self._clients[who]

    def as_each(self, method: str, path: str, data=None, who=WHO, **extra) -> dict:
        """The same request by each of `who`: name → response. `path` may be a function of the name."""
        answers = {}
        for name in who:
            address = path(name) if callable(path) else path
            answers[name] = getattr(self.client(name), method)(address, data or {}, **extra)
        return answers

    def statuses(self, method: str, path: str, data=None, who=WHO, **extra) -> dict[str, int]:
        return {
            name: answer.status_code
            for name, answer in self.as_each(method, path, data, who, **extra).items()
        }

    def word(self, meaning: str, seen_by) -> str:
        """A new marker for something that only `seen_by` may see."""
        word = f"zq{len(self.markers):03d}xw"
        self.markers[word], self.meaning[word] = frozenset(seen_by), meaning
        return word

    def leaks(self, who: str, text: str) -> list[str]:
        """What `who` may not see but `text` shows."""
        lower = text.lower()
        return [
            self.meaning[word]
            for word, seen_by in self.markers.items()
            if who not in seen_by and word in lower
        ]


def client_of(person, **options) -> Client:
    browser = Client(**options)
    if person is not None and person.is_authenticated:
        browser.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return browser


@pytest.fixture
def cast(db) -> Cast:
    from tests.snapshot import remembered

    return remembered("cast", make_cast)


def make_cast(kind: str = "update") -> Cast:
    from kring.core.people import verbs as people

    words = Cast(None, None, None, None, None)
    for who in SIGNED_IN:
        role = who if who in ("manager", "guest") else "member"
        seen_by = (
            {"manager", "host", "member", "outsider"}
            | {who}
            | ({"guest"} if who in MEMBERS["project"] else set())
        )
        surname = words.word(f"the name of the {who}", seen_by)
        name = f"{who.title()} {surname.title()}"
        setattr(
            words,
            who,
            people.arrive(name=name, handle=who, email=f"{who}@kring.test", password=PASSWORD, role=role),
        )
    _groups(words)
    for group in GROUPS:
        for state in STATES:
            _item(words, group, state, kind)
    _doors(words)
    for who in SIGNED_IN:
        person = words[who]
        setattr(words, who, type(person).objects.get(pk=person.pk))
    return words


PASSWORD = "a long enough secret"


def _groups(cast: Cast) -> None:
    from kring.core.groups import verbs

    cast.groups["everyone"] = verbs.everyone()
    for slug in GROUPS[1:]:
        access = "closed" if slug == "project" else slug
        group = verbs.start(
            cast.host,
            name=slug,
            description=f"<p>{cast.word(f'the description of {slug}', FINDERS[slug])}</p>",
            welcome=f"<p>{cast.word(f'the welcome of {slug}', READERS[slug])}</p>",
            access=access,
        )
        verbs.edit(group, cast.host, name=f"{slug} {cast.word(f'the name of {slug}', FINDERS[slug])}")
        for who in MEMBERS[slug] - {"host"}:
            verbs.add(group, cast[who], by=cast.host)
        cast.groups[slug] = group


def _item(cast: Cast, slug: str, state: str, kind: str) -> None:
    from kring.core.content import verbs

    seen_by = {"published": READERS[slug], "archived": READERS[slug], "bin": BIN[slug]}.get(state, {"member"})
    title, body, old = (
        cast.word(f"{what} of the {state} item in {slug}", who)
        for what, who in (("the title", seen_by), ("the text", seen_by), ("the first text", seen_by))
    )
    group, member = cast.groups[slug], cast.member
    publish = state not in ("draft", "scheduled")
    item = verbs.post(member, group, kind, title=title, body=f"<p>{old}</p>", publish=publish)
    item.edit(member, title=title, body=f"<p>{body}</p>")
    if publish:
        _answers(cast, slug, state, item, seen_by)
    if state == "scheduled":
        item.schedule(member, timezone.now() + timedelta(days=1))
    elif state == "archived":
        item.archive(member)
    elif state == "bin":
        item.to_bin(member)
    elif state == "published":
        _enclosures(cast, slug, item, seen_by)
    cast.items[slug, state] = item


def _answers(cast: Cast, slug: str, state: str, item, seen_by) -> None:
    from kring.interactions.comments import verbs as comments
    from kring.interactions.reactions import verbs as reactions

    seen_by = NOBODY if state == "bin" else seen_by
    writer = cast.manager if slug == "everyone" else cast.host
    said = comments.post(
        writer, item, f"<p>{cast.word(f'a comment on the {state} item in {slug}', seen_by)}</p>"
    )
    answer = cast.word(f"an answer on the {state} item in {slug}", seen_by)
    comments.post(cast.member, item, f"<p>{answer}</p>", parent=said)
    gone = comments.post(
        writer, item, f"<p>{cast.word(f'a deleted comment on the {state} item in {slug}', NOBODY)}</p>"
    )
    comments.delete(gone, writer)
    reactions.react(writer, item)
    reactions.react(cast.member, item, said)
    cast.comments[slug, state] = said


def _enclosures(cast: Cast, slug: str, item, seen_by) -> None:
    """A topic that stands on nothing else, and an attachment."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    from kring.core.content.models import Topic
    from kring.core.files.models import File

    topic = cast.word(f"the topic of the item in {slug}", seen_by)
    item.topics.add(Topic.objects.create(slug=topic, name=topic.title()))
    name = cast.word(f"the attachment in {slug}", seen_by) + ".txt"
    path = default_storage.save(name, ContentFile(name.encode()))
    file = File.objects.create(
        content=item, owner=cast.member, path=path, name=name, media_type="text/plain", size=10
    )
    cast.files[slug] = file


def _doors(cast: Cast) -> None:
    """What leads from one to another: groups nest, somebody asks to come in, somebody's manager is unknown to a guest."""
    from kring.core.groups import verbs
    from kring.core.people.models import Person

    for slug, parent in (
        ("secret", "everyone"),
        ("open", "secret"),
        ("closed", "open"),
        ("project", "closed"),
    ):
        verbs.edit(cast.groups[slug], cast.host, parent=cast.groups[parent])
    Person.objects.filter(pk=cast.host.pk).update(manager=cast.outsider)
    why = cast.word("why the outsider wants to join closed", {"host", "outsider"})
    verbs.ask(cast.groups["closed"], cast.outsider, why)
