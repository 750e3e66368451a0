"""Who may see what: the only way in to content and comments, and the same question the other way round."""

from django.db import models
from django.db.models import Q

from kring.core.content.states import OWN, READABLE, State
from kring.core.features import switches
from kring.core.features.condition import Condition
from kring.core.people.querysets import known


class ContentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """What `person` may read: published or archived, in a group they may read, of a kind that is on there; and
        their own drafts. Nobody sees nothing; what is in the bin is in `bin_of` only."""
        person = known(person)
        return self.none() if person is None else self.filter(_readable_by(person))

    def in_stream_of(self, person):
        """What stands in the person's home stream: published in their own groups."""
        return self.filter(state=State.PUBLISHED, group_id__in=person.memberships.values("group_id"))

    def bin_of(self, person):
        """What the person may take out of the bin again: their own, and what was published in the groups they host; a
        manager of the platform counts as host wherever they may read as a member, and in open groups."""
        person = known(person)
        if person is None:
            return self.none()
        own = person.memberships.values("group_id")
        hosted = Q(group_id__in=person.memberships.filter(role="host").values("group_id"))
        if person.is_manager:
            hosted = Q(group_id__in=own) | Q(group__access="open")
        mine = Q(author=person, group_id__in=own)
        return self.filter(switches.kinds_on(), mine | (hosted & ~Q(binning__was__in=OWN)), state=State.BIN)

    def newest(self):
        return self.order_by("-published_at", "-id")

    def touch(self) -> None:
        """Whatever a cached card shows of these has changed."""
        self.update(version=models.F("version") + 1)


OWN_GROUPS = "id IN (SELECT group_id FROM groups_membership WHERE person_id = %s)"


def _readable_by(person) -> Condition:
    """The condition of `visible_to`: asked on nearly every page, hence written out. Who may read what is in a group is
    said once more by `GroupQuerySet.readable_by`; a test holds them against each other."""
    kinds, params = switches.kinds_sql("{row}")
    groups = OWN_GROUPS if person.is_guest else f"{OWN_GROUPS} OR access = 'open'"
    there = f"{_state_in(READABLE)} AND {{row}}.group_id IN (SELECT id FROM groups_group WHERE {groups})"
    mine = f"{_state_in(OWN)} AND {{row}}.author_id = %s"
    return Condition(f"{kinds} AND (({there}) OR ({mine}))", [*params, person.pk, person.pk])


def _state_in(states) -> str:
    return f"{{row}}.state IN ({', '.join(repr(state.value) for state in states)})"


class CommentQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Comments on content that the person may read, where there are comments at all."""
        from kring.core.content.models import Content

        return self.filter(comments_on(), content_id__in=Content.objects.visible_to(person).values("pk"))

    def there(self):
        return self.filter(deleted_at=None)


def comments_on(path: str = "") -> Q:
    """Comments in groups where they are switched on, as a condition; `path` leads to the comment."""
    feature = switches.registry.by_name("abilities").get("read_comments")
    return switches.on_in(feature[0].slug if feature else "", f"{path}content__group_id")


def people_who_see(content):
    """The people who may read `content` now: `visible_to` asked the other way round, at delivery."""
    from kring.core.people.models import Person

    people = Person.objects.active()
    if content.spec is None or not switches.is_on(
        switches.registry.feature_of_kind()[content.kind], content.group_id
    ):
        return people.none()
    if content.state in OWN:
        return people.filter(pk=content.author_id)
    if content.state not in READABLE:
        return people.none()
    members = Q(memberships__group_id=content.group_id)
    if content.group.access == "open":
        return people.filter(members | ~Q(role="guest")).distinct()
    return people.filter(members)
