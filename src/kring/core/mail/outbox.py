"""Putting a letter in the outbox: part of the caller's transaction, and once for each key."""

from django.conf import settings
from django.utils import timezone

from kring.core.mail import problems
from kring.core.mail.models import Letter, NoMail


def put(key: str, **letter) -> Letter | None:
    """Have one letter sent; see `drawn` for what it is made of. The same `key` twice is one letter. None where nothing will
    go out: the person has no address, it bounces, or they want no mail."""
    made = drawn(key, **letter)
    return Letter.objects.get_or_create(key=key, defaults=_columns(made))[0] if made else None


def put_many(letters) -> int:
    """The same for what `drawn` made, in a few statements; None among them is skipped. Returns how many were given."""
    made = [letter for letter in letters if letter is not None]
    Letter.objects.bulk_create(made, batch_size=500, ignore_conflicts=True)
    return len(made)


def drawn(
    key: str,
    *,
    template: str,
    context: dict | None = None,
    to: str = "",
    person=None,
    subject: str = "",
    fill: str = "",
    content=None,
    reply: bool = False,
    list_unsubscribe: str = "",
    newsletter: int | None = None,
    language: str = "",
) -> Letter | None:
    """A letter that stands in no table yet.

    It goes `to` an address, or to where `person` has theirs at the moment of sending. `template` "mail/notification" are the
    templates `mail/notification.txt` and, where there is one, `.html`: each writes what the letter says, and the frame around it
    (name of the organisation, why, unsubscribe) comes by itself. They get `context`, and what the function `fill`
    ("package.module:name", called with the letter when it is sent, in the reader's language) returns; None from it: not needed any
    more. Without `subject` the first line of the text is the subject. `list_unsubscribe` is a name of subscriptions.py with
    its value, such as "reason:mentioned"; "" is for letters about an account, which also go to who wants no mail.
    `reply`: an answer by mail becomes a comment on `content`, where mail can come in. `language` "*" is all of ours.
    """
    address = (to or getattr(person, "email", None) or "").strip()
    if not address or not problems.works(address) or (list_unsubscribe and _wants_none(person)):
        return None
    account = not list_unsubscribe
    return Letter(
        key=key,
        person=person,
        address=address,
        language=language or getattr(person, "language", ""),
        subject=" ".join(subject.split())[:250],
        template=template,
        context=context or {},
        fill=fill,
        content=content,
        unsubscribe=list_unsubscribe,
        mailing=newsletter,
        takes_replies=reply,
        state=Letter.State.WAITING if is_set_up() or account else Letter.State.KEPT,
        next_try_at=timezone.now(),
    )


def is_set_up() -> bool:
    """Does mail leave this machine? Without a mail server letters about accounts become files in the data folder, for
    who runs the platform to pass on; all others stay in the outbox."""
    return not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def _wants_none(person) -> bool:
    return person is not None and NoMail.objects.filter(person=person).exists()


def _columns(letter: Letter) -> dict:
    fields = (f for f in Letter._meta.concrete_fields if f.name not in ("id", "key"))
    return {field.attname: getattr(letter, field.attname) for field in fields}
