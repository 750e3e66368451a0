"""Sessions in the database, each knowing its person, so that people can see and end theirs."""

from datetime import datetime

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from kring.core.live.ended import ask_again


class SessionStore(DatabaseStore):
    """Django's database sessions on our own table. `about` holds the address and browser of the request."""

    about: dict = {}

    @classmethod
    def get_model_class(cls):
        from kring.core.people.models import Session

        return Session

    def create_model_instance(self, data):
        person, now = data.get("_auth_user_id"), timezone.now()
        if person and "created" not in data:
            # In the data itself, so that saving it again or renewing the key doesn't forget it.
            data["created"] = now.isoformat()
        session = super().create_model_instance(data)
        session.person_id = int(person) if person else None
        session.user_agent = self.about.get("user_agent", "")[:300]
        session.ip = self.about.get("ip")
        session.created_at = datetime.fromisoformat(data["created"]) if person else now
        return session

    def delete(self, session_key=None):
        """Whoever signs out is told nothing more, on no page that is still open."""
        key = session_key or self.session_key
        row = self.model.objects.filter(pk=key)  # seen: whoever holds the key
        person = row.values_list("person_id", flat=True).first()
        super().delete(session_key)
        if person:
            ask_again(person)

    def preload(self, session_key: str, data: dict) -> None:
        """Take over data that the request's first query has read."""
        self._session_key = session_key
        self._session_cache = data
