"""Signing in with a handle or an e-mail address, and the ways in which Kring differs from allauth's defaults."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy as _

from kring.core.people import verbs
from kring.core.people.middleware import client_address
from kring.core.people.models import Person

LONGEST_PASSWORD = 500
WRONG = _("This name and password don't belong together. Check both, or choose a new password below.")


class ByHandleOrEmail(ModelBackend):
    """One look-up and one hash, whoever is asked for: how long the answer takes says nothing."""

    def authenticate(self, request, username=None, password=None, **credentials):
        word = username or credentials.get("email") or credentials.get("handle")
        if not word or not password or len(password) > LONGEST_PASSWORD:
            return None
        person = Person.objects.named(word).first()
        if person is None:
            make_password(password)
            return None
        return person if person.check_password(password) and self.user_can_authenticate(person) else None


class Adapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "too_many_login_attempts": _("That went wrong too often. Wait five minutes and try again."),
        "invalid_password_reset": _("This link has been used, or is too old."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def is_ajax(self, request) -> bool:
        return False  # pages only

    def get_client_ip(self, request) -> str:
        return client_address(request) or "unknown"

    def set_password(self, user, password: str) -> None:
        verbs.set_password(user, password)

    def add_message(self, *args, **kwargs) -> None:
        """Nothing: that one is in, or out, is to be seen from the page itself."""

    def send_notification_mail(self, *args, **kwargs) -> None:
        """Nothing: the verb does it."""

    def respond_user_inactive(self, request, user):
        """Never reached: `ByHandleOrEmail` knows active people only."""
        raise LookupError("An account that has ended got past the password.")

    def _get_login_attempts_cache_key(self, request, **credentials) -> str:
        """One count of failures for one name, however it is written. (allauth puts the site's name before it; we have
        one site.)"""
        word = credentials.get("email") or credentials.get("username") or ""
        return word.strip().lower().removeprefix("@")
