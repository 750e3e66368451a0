"""Which groups a person finds, and which they may read."""

from django.apps import apps
from django.db import models
from django.db.models import Q

from kring.core.people.querysets import known
from kring.core.people.words import MOST_TYPED, split


class GroupQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Groups that the person may know of: a member sees open and closed ones and their own, a guest their own.
        Being invited to a secret group is how one hears of it."""
        person = known(person)
        if person is None:
            return self.none()
        invited = apps.get_model("groups", "GroupInvitation").objects.filter(person=person)
        own = Q(pk__in=_memberships(person)) | Q(pk__in=invited.values("group_id"))
        return self.filter(own if person.is_guest else own | ~Q(access="secret"))

    def readable_by(self, person):
        """Groups whose content the person may read."""
        person = known(person)
        if person is None:
            return self.none()
        own = Q(pk__in=_memberships(person))
        return self.filter(own if person.is_guest else own | Q(access="open"))

    def found_by(self, typed: str):
        """Those that have, for each typed word, one that begins so: one pass over a column of some thousand rows."""
        words = split(typed)[:MOST_TYPED]
        found = self if words or not typed.strip() else self.none()
        for word in words:
            found = found.filter(found_by__contains=f" {word}")
        return found

    def mine(self, person):
        return self.filter(memberships__person=person)

    def open_for_posts(self, person):
        """Groups in which the person may post: their own, not archived."""
        return self.filter(pk__in=_memberships(person), archived_at=None)


def _memberships(person):
    return apps.get_model("groups", "Membership").objects.filter(person=person).values("group_id")
