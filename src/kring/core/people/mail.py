"""Letters about accounts. They go out through the worker, so that nobody waits for a mail server, and how long a page
takes says nothing about who has an account. What opens an account is made when the letter is sent, and stands in no table."""

from uuid import uuid4

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.http import int_to_base36
from django.utils.translation import gettext as _
from django_tasks import task

from kring.core.mail import outbox


def letter(name: str, to: str, language: str = "", /, **data) -> None:
    """Send the letter `people/mail/<name>` after commit; `data` must be plain values, and no secrets: it is stored."""
    outbox.put(
        f"{name}-{uuid4().hex}", to=to, language=language, template=f"people/mail/{name}", context=data
    )


@task()
def send_reset(word: str, token: str) -> None:
    """A link to choose a new password, to whoever has this handle or e-mail address, if anybody. Who was imported and
    never let in yet gets none: a reset is no invitation. The same `token` twice is one letter."""
    from kring.core.people.models import Person

    person = Person.objects.active().named(word).exclude(email=None).first()
    if person and (person.has_usable_password() or person.last_login):
        outbox.put(
            f"reset-{token}",
            person=person,
            template="people/mail/reset",
            context={"name": person.name, "handle": person.handle},
            fill="kring.core.people.mail:reset",
        )


def reset(letter) -> dict:
    """The link in a letter of `send_reset`."""
    key = {
        "uidb36": int_to_base36(letter.person.pk),
        "key": default_token_generator.make_token(letter.person),
    }
    return {"link": settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)}


def invitation(invitation) -> None:
    """Send it, in every language we have: nobody knows yet which one the reader prefers."""
    if invitation.email:
        outbox.put(
            f"invitation-{invitation.pk}",
            to=invitation.email,
            language="*",
            template="people/mail/invitation",
            context={"invitation_id": invitation.pk},
            fill="kring.core.people.mail:invited",
        )


def invited(letter) -> dict | None:
    """The invitation in a letter; None where it was withdrawn or used meanwhile."""
    from kring.core.people.models import Invitation

    found = Invitation.objects.select_related("invited_by").filter(
        pk=letter.context["invitation_id"], accepted_at=None
    )
    why = _("You get this because somebody invited you to %(platform)s.") % {"platform": settings.CONFIG.name}
    return {"invitation": found[0], "why": why} if found else None
