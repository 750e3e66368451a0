"""The names of mails: by them mail programs thread, and an answer or a bounce finds back what it is about."""

import re
from urllib.parse import urlsplit

from django.conf import settings

from kring.core.content.access import can
from kring.core.features import registry
from kring.core.letterbox.addresses import reply_to
from kring.core.mail.models import Letter

OURS = re.compile(r"<([lc])(\d{1,18})(?:\.([0-9a-f]{10}))?\.(\w+)@[^<>\s]+>")


def host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def of_letter(letter) -> str:
    """The Message-ID of a letter: the same each time it is tried."""
    return f"<l{letter.pk}.{letter.secret}.{settings.INSTALLATION}@{host()}>"


def of_content(content_id: int) -> str:
    """What all mails about one content answer to (a mail of this name is never sent)."""
    return f"<c{content_id}.{settings.INSTALLATION}@{host()}>"


def of_list(name: str) -> str:
    """The List-ID of letters of one sort: “mentioned.kring.example.org”."""
    return f"<{re.sub('[^a-z0-9]+', '-', name.lower()).strip('-')}.{host()}>"


def letter_in(names: str) -> Letter | None:
    """The letter of ours that a Message-ID, References or In-Reply-To header names; the last one, where it names more."""
    for sign, number, secret, installation in reversed(OURS.findall(names)):
        if sign == "l" and installation == settings.INSTALLATION:
            letter = Letter.objects.filter(pk=number).first()
            if letter is not None and letter.secret == secret:
                return letter
    return None


def content_in(names: str) -> int | None:
    """The content whose thread such a header names. Anybody can write a header: what it says is no permission."""
    for sign, number, _secret, installation in reversed(OURS.findall(names)):
        if sign == "c" and installation == settings.INSTALLATION:
            return int(number)
    return None


def reply_address(person, content) -> str:
    """Where an answer by mail becomes this person's comment; "" where mail can't come in, or they can't comment there."""
    may = person is not None and content is not None and "comment" in registry.by_name("abilities")
    return reply_to(person, content) if may and can(person, content, "comment") else ""
