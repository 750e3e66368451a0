"""Ask, want an answer too, answer, put aside, and go on to the next phase."""

from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import text as texts
from kring.core.content.access import is_host, living
from kring.core.content.models import Content
from kring.core.content.once import once
from kring.core.live import bus
from kring.core.refused import Refused
from kring.core.votes import verbs as votes
from kring.kinds.townhalls.models import LONGEST, Answer, Asked, Hall, Phase, PutAside, TownHall

AT_ONCE, WHILE = 5, 600  # questions without a name that one person may ask in so many seconds


def check_look(person, content) -> None:
    if not isinstance(content, TownHall) or not hasattr(content, "hall"):
        raise Refused(_("This isn’t a town hall."), 400)


def check_take_part(person, content) -> None:
    """Members of the group ask and vote; who only reads it sees questions and answers."""
    check_look(person, content)
    living(content)
    if person.roles.get(content.group_id) is None:
        raise Refused(_("Join this group to take part."))


def check_answer(person, content) -> None:
    check_look(person, content)
    living(content)
    if not content.hall.panel.filter(person=person).exists():
        raise Refused(_("Only those who were named to answer can do this."))


def check_lead(person, content) -> None:
    check_look(person, content)
    living(content)
    if content.author_id != person.pk and not is_host(person, content.group):
        raise Refused(_("Only who set this up or a host of the group can do this."))


def ask(person, content: Content, text: str, anonymous: bool = False, token=None) -> Asked:
    """Put a question. Without a name it is written without asker and time, and no event names a moment."""

    def same():
        return Asked.objects.filter(token=token, hall=content.pk).first() if token else None

    return once(same, lambda: _ask(person, content, text, anonymous, token))


def _ask(person, content, text: str, anonymous: bool, token) -> Asked:
    hall = Hall.objects.select_for_update().get(pk=content.pk)
    if not hall.takes_questions:
        raise Refused(_("New questions are closed here; answers still go on."))
    text = text.strip()
    if not text:
        raise Refused(_("Write your question first."), 400)
    if len(text) > LONGEST:
        raise Refused(_("A question is %(num)s letters at most. Say it shorter.") % {"num": LONGEST}, 400)
    if anonymous:
        return _ask_unnamed(person, content, hall, text, token)
    asked = Asked.objects.create(hall=hall, text=text, asker=person, created_at=timezone.now(), token=token)
    _touch(content)
    record("townhalls.asked", actor=person, group=content.group, content=content)
    return asked


def _ask_unnamed(person, content, hall: Hall, text: str, token) -> Asked:
    """Open pages are told, but nothing is written into the log of what happened: that has times. Who answers hears of it later
    (gathering.py). How many somebody asks is counted in passing, in memory, without what."""
    if not hall.allows_anonymous:
        raise Refused(_("In this town hall questions carry a name."))
    if person.is_guest:
        raise Refused(_("As a guest you ask under your own name."))
    key = f"townhalls:asked:{content.pk}:{person.pk}"
    cache.add(key, 0, WHILE)
    if cache.get(key, 0) >= AT_ONCE:
        raise Refused(_("That is a lot of questions at once. Wait ten minutes, or ask under your name."), 429)
    asked = Asked.objects.create(hall=hall, text=text, token=token)
    Hall.objects.filter(pk=hall.pk).update(unsaid=F("unsaid") + 1)
    _touch(content)
    bus.publish({"type": "townhalls.asked", "to": "page", "content": content.pk, "group": content.group_id})
    cache.set(key, cache.get(key, 0) + 1, WHILE)
    return asked


@transaction.atomic
def want(person, content: Content, asked: Asked, on: bool) -> None:
    """Vote a question up, or not; doing either twice changes nothing."""
    if hasattr(asked, "answer") or hasattr(asked, "aside"):
        raise Refused(_("This question isn’t waiting any more, so its votes stay as they are."))
    moved = (votes.vote if on else votes.take_back)(person, content.pk, option=asked.key)
    if moved:
        Asked.objects.filter(pk=asked.pk).update(vote_count=F("vote_count") + moved)
        record("townhalls.wanted" if on else "townhalls.unwanted", actor=person, group=content.group,
               content=content)  # fmt: skip


@transaction.atomic
def answer(person, content: Content, asked: Asked, written: str) -> None:
    """Answer (Markdown), or put the answer better; also a question that was put aside."""
    if not written.strip():
        raise Refused(_("Write the answer first."), 400)
    PutAside.objects.filter(asked=asked).delete()
    values = {"body": texts.from_markdown(written[:20_000]), "by": person}
    made = Answer.objects.update_or_create(asked=asked, defaults=values)[1]
    _touch(content)
    record("townhalls.answered" if made else "townhalls.answer_changed", actor=person, group=content.group,
           content=content, person=asked.asker)  # fmt: skip


@transaction.atomic
def put_aside(person, content: Content, asked: Asked, reason: str) -> None:
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused(_("Say why: everybody sees the reason."), 400)
    if hasattr(asked, "answer"):
        raise Refused(_("This question is answered already."))
    PutAside.objects.update_or_create(asked=asked, defaults={"reason": reason, "by": person})
    _touch(content)
    record("townhalls.put_aside", actor=person, group=content.group, content=content, person=asked.asker)


@transaction.atomic
def bring_back(person, content: Content, asked: Asked) -> None:
    if PutAside.objects.filter(asked=asked).delete()[0]:
        _touch(content)
        record("townhalls.brought_back", actor=person, group=content.group, content=content)


@transaction.atomic
def move_on(person, content: Content, phase: str) -> None:
    """To another phase; back, too."""
    if phase not in Phase.values:
        raise Refused(_("There is no such phase."), 400)
    if not Hall.objects.filter(pk=content.pk).exclude(phase=phase).update(phase=phase):
        return
    Content.objects.filter(pk=content.pk).update(is_open=phase != Phase.ANSWERING, version=F("version") + 1)
    record("townhalls.moved_on", actor=person, group=content.group, content=content, data={"phase": phase})


def _touch(content: Content) -> None:
    """What it is found by has changed."""
    Content.objects.filter(pk=content.pk).touch()
