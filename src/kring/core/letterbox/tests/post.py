"""Mails as people's programs write them, and bringing them in."""

from email.message import EmailMessage
from itertools import count

from kring.core.letterbox import receiving, taking
from kring.core.letterbox.addresses import reply_to
from kring.core.letterbox.models import Incoming
from kring.core.mail.models import Letter

DOMAIN = "reply.kring.test"
NUMBERS = count(1)
PASSED = {"Authentication_Results": "mx.kring.test; dmarc=pass (p=reject) header.from=kring.test; spf=pass"}


def written(
    sender: str, to: str, text: str = "Good idea!", subject: str = "Re: About bicycles", **headers
) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Message-ID"] = f"<{next(NUMBERS)}.test@mail.example>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def arrive(raw, to: str, envelope_from: str | None = "somebody@kring.test") -> Incoming:
    """Keep and take it; the row as it is then."""
    raw = bytes(raw) if isinstance(raw, EmailMessage) else raw
    (row,) = receiving.keep(raw, [to], envelope_from)
    taking.take(row.pk)
    row.refresh_from_db()
    return row


def answer(person, content, text: str = "Good idea!", comment=None, **headers) -> Incoming:
    """This person answers the mail that they got about `content`."""
    to = reply_to(person, content, comment)
    return arrive(written(f"{person.name} <{person.email}>", to, text, **headers), to)


def letters(person) -> list[Letter]:
    """What was written back to them."""
    return list(Letter.objects.filter(person=person, template="letterbox/mail/answer").order_by("pk"))
