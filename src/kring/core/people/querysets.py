"""Who may be seen by whom, and finding people by what they type."""

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import F, Q

from kring.core.people.words import MOST_TYPED, PersonWord, split


def known(person):
    """The person, or None for nobody: not signed in, or no longer active."""
    return person if person is not None and person.is_authenticated and person.is_active else None


class PersonQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Members see everybody (guests too); a guest sees people of the groups they were invited to."""
        person = known(person)
        if person is None:
            return self.none()
        if not person.is_guest:
            return self
        shared = self.model.memberships.rel.related_model.objects.filter(group_id__in=person.roles)
        return self.filter(Q(pk=person.pk) | Q(pk__in=shared.values("person_id")))

    def active(self):
        return self.filter(is_active=True)

    def found_by(self, typed: str, active: bool | None = True, sign: str = ""):
        """Those who have, for each typed word, one that begins so. `sign` "@" asks for the words of their name only."""
        words = list(dict.fromkeys(split(typed)))[:MOST_TYPED]
        found = self if words or not typed.strip() else self.none()
        for word in words:
            rows = PersonWord.objects.beginning(sign + word, active)
            found = found.filter(pk__in=rows.values("person_id"))
        return found

    def by_name(self):
        """A to Z as people look for it, accents or not. For few people; `finding.from_a_to_z` reads a list of many."""
        listed = self.filter(words__active__in=[True], words__word="").annotate(sort_name=F("words__name"))
        return listed.order_by("sort_name", "pk")

    def named(self, word: str):
        """By handle or e-mail address, as people type it at sign-in."""
        word = word.strip().lower().removeprefix("@")
        return self.filter(Q(handle=word) | Q(email__iexact=word))


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, handle, name="", password=None, **fields):
        person = self.model(handle=handle, name=name or handle, **fields)
        person.set_password(password)
        person.save(force_insert=True)
        return person
