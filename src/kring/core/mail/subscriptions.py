"""What an unsubscribe link turns off: one thread, one reason, one of a feature's mails, or all mail.

A name with a value, such as "thread:12" or "reason:mentioned", says which. Features declare theirs (hooks.Subscription); the
value is then the feature's own.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.features import registry
from kring.core.mail.models import NoMail
from kring.core.people.models import Person

SALT = "kring.mail.unsubscribe"


@dataclass(frozen=True)
class Choice:
    """One thing to turn off: `what` is its name with its value."""

    what: str
    label: str
    effect: str


def address(person_id: int, what: str, content_id: int | None = None) -> str:
    """The link for this reader: it opens without signing in, turns off what it says, and does nothing else."""
    token = signing.dumps([person_id, what, content_id or 0], salt=SALT)
    return settings.BASE_URL + reverse("mail_unsubscribe", kwargs={"token": token})


def read(token: str) -> tuple[Person, str, int] | None:
    """(whose, what, which content or 0) of such a link."""
    try:
        person_id, what, content_id = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(pk=person_id).first()
    return (person, what, content_id) if person else None


def choices(person, what: str, content_id: int) -> list[Choice]:
    """What somebody who opens the link can turn off, the least first. Nothing of the content is said: a link that was passed on
    would say it to anybody."""
    found = []
    if content_id:
        found.append(
            Choice(f"thread:{content_id}", _("This conversation"), _("You hear nothing more about this one."))
        )
    found.append(Choice(what, title(what), _("You get no more mail of this sort. In %(platform)s it stays to be read.") % {
        "platform": settings.CONFIG.name}))  # fmt: skip
    found.append(Choice("all", _("All mail"), _("You get no mail at all, except about your account itself.")))
    return found


def title(what: str) -> str:
    """What letters of this sort are called."""
    name, _colon, value = what.partition(":")
    if name == "reason":
        return str(reason_title(value))
    declared = registry.by_name("subscriptions").get(name)
    return str(declared[1].title) if declared else _("About accounts")


def reason_title(slug: str) -> str:
    from kring.core.notify import reasons

    reason = reasons.get(slug)
    return _("Notifications: %(reason)s") % {"reason": reason.title} if reason else _("Notifications")


def stop(person, what: str) -> None:
    """Turn it off; twice changes nothing."""
    _turn(person, what, on=False)


def resume(person, what: str) -> None:
    """Turn it on again: that was a mistake."""
    _turn(person, what, on=True)


def _turn(person, what: str, on: bool) -> None:
    name, _colon, value = what.partition(":")
    if name in CORE:
        CORE[name](person, value, on)
    elif name in registry.by_name("subscriptions"):
        _feature, declared = registry.by_name("subscriptions")[name]
        registry.load(declared.resume if on else declared.stop)(person, value)


def _thread(person, value: str, on: bool) -> None:
    from kring.core.content.models import Content
    from kring.core.notify import preferences

    content = Content.objects.visible_to(person).filter(pk=value).first()
    if content is not None:
        (preferences.unmute if on else preferences.mute)(person, content)


def _reason(person, value: str, on: bool) -> None:
    from kring.core.notify import preferences

    choices = preferences.of(person).choices
    mail = {"mail": "now" if on else "off"}
    preferences.save(person, choices={**choices, value: {**choices.get(value, {}), **mail}})


def _all(person, _value: str, on: bool) -> None:
    if on:
        NoMail.objects.filter(person=person).delete()
    else:
        NoMail.objects.get_or_create(person=person)


CORE = {"thread": _thread, "reason": _reason, "all": _all}
