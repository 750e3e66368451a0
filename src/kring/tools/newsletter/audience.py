"""Whom a newsletter goes to, and what each of them may read of it: asked for many at once."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from kring.core.content.models import Content
from kring.core.content.querysets import people_who_see
from kring.core.content.states import READABLE
from kring.core.features import switches
from kring.core.groups.models import Group, Membership
from kring.core.groups.verbs import everyone
from kring.core.people.models import Person
from kring.tools.newsletter.models import Newsletter, OptOut


def people(newsletter: Newsletter):
    """Who is in its groups now and didn't opt out, each of them once."""
    groups = [group.pk for group in newsletter.groups.all() if not group.is_archived]
    return members(groups).exclude(
        Exists(OptOut.objects.filter(group_id=sender(newsletter).pk, person_id=OuterRef("pk")))
    )


def members(groups: list[int]):
    """Everybody who is in one of these groups."""
    membership = Membership.objects.filter(group_id__in=groups, person_id=OuterRef("pk"))
    return Person.objects.active().filter(Exists(membership))


def sender(newsletter: Newsletter) -> Group:
    """Whose newsletter it is, which is also the sort that one opts out of: its group's, or, for several, the organisation's."""
    groups = list(newsletter.groups.all())
    return groups[0] if len(groups) == 1 else everyone()


def items(newsletter: Newsletter):
    """What is in it that can be read at all: published, of a kind that is on."""
    parts = newsletter.parts.filter(content__isnull=False).values("content_id")
    found = Content.objects.filter(
        switches.kinds_on(), pk__in=parts, state__in=READABLE
    )  # seen: each reader is asked for
    return found.select_related("group")


def seen_by(readers: list[Person], contents) -> dict[int, set[int]]:
    """Reader → what they may read of `contents`: `visible_to` for many people with one query."""
    contents = list(contents)
    groups = {content.group_id for content in contents}
    rows = Membership.objects.filter(group_id__in=groups, person__in=[reader.pk for reader in readers])
    within = defaultdict(set)
    for person_id, group_id in rows.values_list("person_id", "group_id"):
        within[person_id].add(group_id)
    return {
        reader.pk: {
            content.pk
            for content in contents
            if content.group_id in within[reader.pk]
            or (content.group.access == "open" and not reader.is_guest)
        }
        for reader in readers
    }


def reach(newsletter: Newsletter, contents) -> dict[int, int]:
    """Content → how many of the audience may read it: what the writer is told before it goes out."""
    to, found = people(newsletter), {}
    for content in contents:
        if content.group_id not in found:
            found[content.group_id] = to.filter(pk__in=people_who_see(content).values("pk")).count()
    return {content.pk: found[content.group_id] for content in contents}
