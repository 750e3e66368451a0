"""A platform with every channel connected: browsers, live lines, devices, a mail server and a letterbox; and the six around it."""

from __future__ import annotations

import os
import re
import smtplib
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr

import pytest

from kring.core.live.tests.listen import Listener
from kring.core.mail.tests.server import MailServer
from kring.core.push.tests.service import PushService
from tests.cast import SIGNED_IN
from tests.in_browser.conftest import ROOT, Site
from tests.inside import Inside
from tests.server import free_ports, wait_for

DUTCH = ("member", "guest")
REDIS = os.environ.get("KRING_TEST_REDIS_URL", "")
LONG = 180  # seconds, times how busy the machine is

BEGIN = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from datetime import timedelta
from django.db.models import F, Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from kring.core.activity.models import Event
from kring.core.content import verbs as content
from kring.core.content.models import Comment, Content
from kring.core.groups import verbs as groups
from kring.core.groups.models import Group
from kring.core.letterbox.models import Incoming
from kring.core.live import bus
from kring.core.mail.models import Letter
from kring.core.notify import preferences, reading
from kring.core.notify.models import Cause, Notification, Remainder
from kring.core.people import verbs as people
from kring.core.people.models import Person
from kring.core.push.models import Device, PushMessage
from kring.interactions.comments import verbs as comments
from kring.tools.digest.models import Issue, Round

def who(handle):
    return Person.objects.get(handle=handle)

def named(words):
    everybody = " ".join(f'<a href="/people/{{p.handle}}/" data-person="{{p.pk}}">@</a>' for p in Person.objects.filter(handle__in={SIGNED_IN!r}))
    return f"<p>{{words}} {{everybody}} @nobody</p>"

def busy():
    "What is still under way, from where it begins to where it ends: nothing moves on unseen between two of these looks."
    now = timezone.now()
    return [name for name, rows in {{
        "mail that came": Incoming.objects.filter(state="waiting"),
        "events": Event.objects.filter(fanned_out_at=None),
        "audiences": Remainder.objects.all(),
        "due": Notification.objects.filter(Q(mail_due_at__lte=now) | Q(push_due_at__lte=now), read_at=None),
        "letters": Letter.objects.filter(Q(error="") | Q(next_try_at__lte=now), state="waiting"),
        "pushes": PushMessage.objects.filter(done_at=None, due_at__lt=now + timedelta(minutes=5)),
        "tasks": DBTaskResult.objects.ready() | DBTaskResult.objects.running(),
    }}.items() if rows.exists()]

def mail_is_due(**which):
    "The minutes of grace are over."
    later().filter(**which).update(mail_due_at=timezone.now())

def later():
    return Notification.objects.filter(read_at=None, mail_due_at__isnull=False)

def go_on():
    "What was refused is tried again."
    Letter.objects.filter(state="waiting").update(next_try_at=timezone.now(), error="")
    PushMessage.objects.filter(done_at=None).update(due_at=timezone.now())

def digest_is_due(*handles):
    for handle in handles:
        preferences.save(who(handle), digest="daily", digest_hour=0)
    Round.objects.update(hour=0, after=0)
"""
MAKE = f"""
from tests.cast import make_cast
cast = make_cast()
for person in map(who, {SIGNED_IN!r}):
    preferences.save(person, preset="everything", only_working_days=False, budget=50, digest="never")
Person.objects.update(working_days=[])
Person.objects.filter(handle__in={DUTCH!r}).update(language="nl", version=F("version") + 1)
answer = {{
    "links": {{one: people.login_link(cast[one]) for one in {SIGNED_IN!r}}},
    "items": {{f"{{group}} {{state}}": item.pk for (group, state), item in cast.items.items()}},
    "markers": {{word: sorted(seen_by) for word, seen_by in cast.markers.items() if not cast.meaning[word].startswith("the name of the ")}},
}}
"""
FORGET = "for model in (Notification, Letter, PushMessage, Issue): model.objects.all().delete()"

MANY = """
rita = people.arrive(name="Rita", handle="rita", email="rita@kring.test", password="a long enough secret")
writers = [people.arrive(name=f"Writer {n}", handle=f"writer{n}", password="a long enough secret") for n in range(8)]
Person.objects.filter(pk__in=[rita.pk, *(one.pk for one in writers)]).update(working_days=[])
rita, writers, group = who("rita"), [who(f"writer{n}") for n in range(8)], Group.objects.get(slug="everyone")
rita_named = '<a href="/people/rita/" data-person="@rita">@Rita</a>'
about = [content.post(rita, group, "update", title=f"Plan {n}", body="<p>Well?</p>") for n in range(24)]
about += [content.post(writers[n], group, "update", title=f"Idea {n}", body=f"<p>{rita_named}</p>") for n in range(6)]
for n in range(494):
    comments.post(writers[n // 30 % 8], about[n % 30], f"<p>{rita_named} {n}</p>")
answer = people.login_link(rita)
"""


@dataclass
class Six:
    site: Site
    inside: Inside
    mail: MailServer
    service: PushService
    letterbox: int
    words: dict[str, set[str]]  # each word → who may see it
    pages: dict = field(default_factory=dict)
    lines: dict[str, Listener] = field(default_factory=dict)
    shown: dict[str, Listener] = field(default_factory=dict)

    def settle(self) -> None:
        """Until nothing is under way any more. What waits for its minutes goes on waiting, however slow the machine is."""
        wait_for(lambda: not self.inside("answer = busy()"), LONG)
        self.inside("later().update(mail_due_at=timezone.now() + timedelta(days=1))")

    def leaks(self, who: str, text: str) -> list[str]:
        """The words in `text` that aren't for `who`."""
        found = text.lower()
        return sorted(word for word, readers in self.words.items() if who not in readers and word in found)

    def sign_in(self, enter) -> None:
        for who in SIGNED_IN:
            self.pages[who] = enter(who)
            self.pages[who].goto(self.site.url)

    def session(self, who: str) -> str:
        cookies = self.pages[who].context.cookies(self.site.url)
        return next(cookie["value"] for cookie in cookies if cookie["name"] == "kring_session")

    def listen(self, who: str, query: str = "") -> Listener:
        line = Listener(f"{self.site.platform.live}?{query}", self.session(who))
        assert line.status == 200
        wait_for(lambda: line.heard("hello"), LONG)
        return line

    def subscribe(self, who: str) -> None:
        """As the page does once its browser has agreed; the push service is one that we play."""
        token = self.pages[who].locator("[name=csrfmiddlewaretoken]").first.get_attribute("value")
        told = self.service.subscription(who) | {"csrfmiddlewaretoken": token}
        address = f"{self.site.url}/push/subscribe/"
        answer = self.pages[who].request.post(address, form=told, headers={"Referer": self.site.url})
        assert answer.status == 201, answer.text()

    def read(self, who: str, path: str) -> str:
        """The page at this address, as this person's browser gets it."""
        answer = self.pages[who].request.get(self.site.url + path)
        assert answer.ok, (who, path, answer.status)
        return answer.text()

    def heard_all(self) -> None:
        """Each line has heard a message that was sent after all others."""
        lines = [*self.lines.values(), *self.shown.values()]
        before = [len(line.heard("end")) for line in lines]
        self.inside("for one in Person.objects.all(): bus.publish({'type': 'end', 'person': one.pk})")
        wait_for(lambda: all(len(line.heard("end")) > n for line, n in zip(lines, before, strict=True)), LONG)

    def letters(self, who: str) -> list:
        return [letter for letter in list(self.mail.letters) if f"{who}@kring.test" in letter["To"]]

    def pushed(self) -> list[tuple[str, str]]:
        """(whose device, about what) of each push message."""
        return sorted((name, payload["tag"]) for name, payload, _headers in self.service.got)

    def reply(self, who: str, sent, words: str, **headers: str) -> None:
        """As a mail program answers, to the mail server that brings it to us."""
        message, to = EmailMessage(), parseaddr(sent["Reply-To"])[1]
        message["From"], message["To"] = f"{who}@kring.test", to
        message["Message-ID"] = f"<{len(words)}.{who}@mail.test>"
        message["Subject"], message["In-Reply-To"] = f"Re: {sent['Subject']}", sent["Message-ID"]
        for name, value in headers.items():
            message[name] = value
        message.set_content(
            f"{words}\n\nOn Mon, 3 Nov 2025 at 10:15, Kring <kring@kring.test> wrote:\n\n> Well\n"
        )
        with smtplib.LMTP("127.0.0.1", self.letterbox, timeout=60) as client:
            client.send_message(message, f"{who}@kring.test", [to])


def text_of(letter) -> str:
    """All of a mail: its headers and both of its bodies."""
    bodies = [letter.get_body((sort,)) for sort in ("plain", "html")]
    return "\n".join([str(letter.items()), *(body.get_content() for body in bodies if body)])


def addresses_in(letter, url: str) -> set[str]:
    """The items to which it links, without the place in them."""
    return set(re.findall(rf"{re.escape(url)}(/c/\d+/)", letter.get_body(("plain",)).get_content()))


def begin(platform, mail: MailServer, service: PushService, letterbox: int) -> Six:
    inside = Inside(platform.start(), BEGIN)
    made = inside(MAKE)
    site = Site(platform, made["links"], made["items"])
    six = Six(site, inside, mail, service, letterbox, {w: set(who) for w, who in made["markers"].items()})
    six.settle()
    inside(FORGET)
    mail.letters.clear()
    return six


@pytest.fixture(scope="module")
def six(new_platforms):
    """Over Redis where KRING_TEST_REDIS_URL is set; else over a table."""
    mail, service = MailServer(), PushService()
    platform = new_platforms(
        KRING_EMAIL_URL=f"smtp://127.0.0.1:{mail.port}",
        KRING_PUSH_ANYWHERE="1",
        KRING_MAIL_DOMAIN="reply.kring.test",
        KRING_REDIS_URL=REDIS,
    )
    letterbox = next(port for port in iter(free_ports, 0) if abs(port - platform.port) > 1)
    platform.environment["KRING_MAIL_IN"] = f"lmtp://127.0.0.1:{letterbox}"
    six = begin(platform, mail, service, letterbox)
    yield six
    six.inside.close()
    mail.stop()
    service.close()
