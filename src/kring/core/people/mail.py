"""Letters about accounts. They go out through the worker, so that nobody waits for a mail server, and how long a page
takes says nothing about who has an account."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import translation
from django.utils.http import int_to_base36
from django_tasks import task

from kring.core.features import slots


def letter(name: str, to: str, language: str = "", /, **data) -> None:
    """Send the letter `people/mail/<name>.txt` after commit; `data` must be plain values, and no secrets: it is stored."""
    send_letter.enqueue(name, to, language, data)


@task()
def send_letter(name: str, to: str, language: str, data: dict) -> None:
    _send(to, _written(name, language, data))


@task()
def send_reset(word: str) -> None:
    """A link to choose a new password, to whoever has this handle or e-mail address, if anybody. Who was imported and
    never let in yet gets none: a reset is no invitation."""
    from kring.core.people.models import Person

    person = Person.objects.active().named(word).exclude(email=None).first()
    if person and (person.has_usable_password() or person.last_login):
        key = {"uidb36": int_to_base36(person.pk), "key": default_token_generator.make_token(person)}
        link = settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)
        _send(
            person.email,
            _written("reset", person.language, {"name": person.name, "handle": person.handle, "link": link}),
        )


@task()
def send_invitation(invitation_id: int) -> None:
    """In every language we have: nobody knows yet which one the reader prefers."""
    from kring.core.people.models import Invitation

    invitation = (
        Invitation.objects.select_related("invited_by").filter(pk=invitation_id, accepted_at=None).first()
    )
    if invitation and invitation.email:
        languages = sorted(
            (code for code, _name in settings.LANGUAGES), key=lambda code: code != settings.LANGUAGE_CODE
        )
        texts = {_written("invitation", code, {"invitation": invitation}): None for code in languages}
        subject = next(iter(texts))[0]
        _send(invitation.email, (subject, "\n\n* * *\n\n".join(body for _subject, body in texts)))


def _written(name: str, language: str, data: dict) -> tuple[str, str]:
    """(subject, text): the first line of the template, and the rest."""
    with translation.override(language or settings.LANGUAGE_CODE):
        text = slots.template(f"people/mail/{name}.txt").render(**data, home=settings.BASE_URL)
    subject, _, body = text.strip().partition("\n")
    return " ".join(subject.split()), body.strip() + "\n"


def _send(to: str, written: tuple[str, str]) -> None:
    subject, body = written
    EmailMessage(subject, body, to=[to], headers={"Auto-Submitted": "auto-generated"}).send()
