"""A letter becomes words: when it is sent, in the reader's language and time zone."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.features import registry, slots
from kring.core.letterbox.addresses import bounces
from kring.core.mail import addresses, subscriptions
from kring.core.web.middleware import zone

RULE = "\n\n* * *\n\n"


@dataclass(frozen=True)
class Written:
    subject: str
    text: str
    html: str
    sender: str = ""
    reply_to: str = ""
    calendar: bytes = b""


def written(letter) -> Written | None:
    """The words of a letter; None where it isn't needed any more. It needs no row: a page can show what would be sent."""
    reply_to = addresses.reply_address(letter.person, letter.content) if letter.takes_replies else ""
    found = [_in(language, letter, reply_to) for language in _languages(letter)]
    pieces = [piece for piece in found if piece is not None]
    if not pieces:
        return None
    subject, texts = pieces[0]["subject"], list(dict.fromkeys(piece["text"] for piece in pieces))
    with reading(letter.person, _languages(letter)[0]):
        frame = _frame(letter, pieces[0], reply_to)
        text = slots.template("mail/layout.txt").render(**frame, body=RULE.join(texts))
        html = ""
        if pieces[0]["html"]:
            bodies = list(dict.fromkeys(piece["html"] for piece in pieces))
            html = slots.template("mail/layout.html").render(**frame, subject=subject, bodies=bodies)
    return Written(
        subject,
        text.strip() + "\n",
        html,
        str(pieces[0].get("sender", "")),
        reply_to,
        pieces[0].get("calendar") or b"",
    )


def message(letter, words: Written, connection=None) -> EmailMultiAlternatives:
    """What goes to the mail server."""
    mail = EmailMultiAlternatives(
        words.subject,
        words.text,
        from_email=bounces() or settings.DEFAULT_FROM_EMAIL,  # the envelope's; the header From stands below
        to=[_named(letter.person.name, letter.address) if letter.person else letter.address],
        headers=_headers(letter, words),
        connection=connection,
    )
    if words.html:
        mail.attach_alternative(words.html, "text/html")
    if words.calendar:  # what makes a mail program ask whether one comes
        mail.attach_alternative(words.calendar.decode(), "text/calendar; method=REQUEST")
    return mail


@contextmanager
def reading(person, language: str = "") -> Iterator[None]:
    """As if this person had the page before them."""
    language = language or getattr(person, "language", "")
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known), timezone.override(zone(getattr(person, "time_zone", ""))):
        yield


def _in(language: str, letter, reply_to: str) -> dict | None:
    """Subject, text and HTML in one language, and what else `fill` said."""
    with reading(letter.person, language):
        values = {**letter.context, "letter": letter, "person": letter.person, "home": settings.BASE_URL}
        values["reply_to"] = reply_to
        if letter.fill:
            more = registry.load(letter.fill)(letter)
            if more is None:
                return None
            values |= more
        text = slots.template(f"{letter.template}.txt").render(**values).strip()
        subject = str(values.get("subject") or letter.subject)
        if not subject:
            subject, _end, text = text.partition("\n")
        try:
            html = Markup(slots.template(f"{letter.template}.html").render(**values))
        except TemplateDoesNotExist:
            html = Markup()
        return {**values, "subject": " ".join(subject.split()), "text": text.strip(), "html": html}


def _frame(letter, values: dict, reply_to: str) -> dict:
    """What stands around the words: why they came, and how to have no more of them."""
    why, stop, change = values.get("why"), "", ""
    if letter.unsubscribe and letter.person is not None:
        stop = subscriptions.address(letter.person.pk, letter.unsubscribe, letter.content_id)
        change = settings.BASE_URL + _settings()
    elif why is None:
        why = _("You get this because it is about your account on %(platform)s.") % {
            "platform": settings.CONFIG.name
        }
    return {
        "home": settings.BASE_URL,
        "why": why or "",
        "stop": stop,
        "change": change,
        "reply_to": reply_to,
        "preview": values.get("preview") or " ".join(values["text"].split())[:120],
    }


def _headers(letter, words: Written) -> dict[str, str]:
    headers = {
        "From": _named(words.sender, settings.DEFAULT_FROM_EMAIL),
        "Message-ID": addresses.of_letter(letter),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",  # what Outlook heeds instead
        "Feedback-ID": f"{letter.unsubscribe or 'account'}:{settings.INSTALLATION}".replace(":", ".", 1),
    }
    if letter.content_id:
        headers["In-Reply-To"] = headers["References"] = addresses.of_content(letter.content_id)
    if words.reply_to:
        headers["Reply-To"] = words.reply_to
    if letter.unsubscribe and letter.person is not None:
        stop = subscriptions.address(letter.person.pk, letter.unsubscribe, letter.content_id)
        headers["List-ID"] = addresses.of_list(letter.unsubscribe.removeprefix("reason:"))
        headers["List-Unsubscribe"] = f"<{stop}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def address_of(named: str) -> str:
    """The bare address of “Kring <kring@example.org>”."""
    from email.utils import parseaddr

    return parseaddr(named)[1]


def _named(name: str, address: str) -> str:
    """“Anna de Vries <kring@example.org>”; a name in `address` gives way to `name`."""
    from email.utils import formataddr, parseaddr

    own, bare = parseaddr(address)
    return formataddr((" ".join(name.split()) or own, bare))


def _languages(letter) -> list[str]:
    """Who isn't known yet gets all of ours, the platform's first."""
    if letter.language == "*":
        return sorted(dict(settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE)
    return [letter.language or getattr(letter.person, "language", "")]


def _settings() -> str:
    try:
        return reverse("notification_settings")
    except NoReverseMatch:
        return reverse("settings")
