"""Groups, with what they switched on and off."""

from itertools import chain, count

from django.conf import settings
from slugify import slugify

from kring.core.content.models import Content
from kring.core.content.text import to_html
from kring.core.features import registry
from kring.core.features import verbs as switch_verbs
from kring.core.features.fields import Flag, Link, Mapping, Text, Time, Word
from kring.core.features.models import GroupSwitch
from kring.core.features.records import Loader
from kring.core.groups.models import Group
from kring.core.groups.verbs import RESERVED, everyone
from kring.exchange.rows import touch, write_over

FIELDS = [
    "name", "description", "welcome", "access", "kind", "cover", "data", "parent", "created_at", "created_by",
    "archived_at", "archived_by", "found_by",
]  # fmt: skip
LATER = {"parent", "created_by", "archived_by"}


class Groups(Loader):
    type = "group"
    fields = {
        "id": Text(required=True),
        "name": Text(limit=120, required=True),
        "description": Text(),
        "access": Word(choices=("open", "closed", "secret"), default="open"),
        "parent": Link("group", later=True),
        "kind": Text(limit=40),
        "created_at": Time(),
        "created_by": Link("person", later=True),
        "archived_at": Time(),
        "archived_by": Link("person", later=True),
        "slug": Text(),
        "welcome": Text(),
        "format": Word(choices=("html", "markdown", "text"), default="markdown"),
        "everyone": Flag(default=False),
        "features": Mapping(),
        "cover": Text(),
    }
    data = "data"

    def write(self, items, batch) -> None:
        self._find_everyone(items)
        slugs = free_slugs([wanted(item) for item in items if item.object_id is None])
        old = Group.objects.in_bulk([item.object_id for item in items if item.object_id])
        new, changed = [], []
        for item in items:
            group = old.get(item.object_id)
            if group is None:
                group = Group(slug=slugs.pop(0))
                new.append((item, group))
            else:
                changed.append(group)
            self._fill(group, item)
        write_over(Group, changed, FIELDS)
        touch(Group, [group.pk for group in changed])
        Content.objects.filter(group__in=changed).touch()  # their cards show the group's name
        for (item, _), group in zip(new, Group.objects.bulk_create([g for _, g in new]), strict=True):
            item.object_id = group.pk
        for item in items:
            for name in LATER & item.links.keys():
                batch.later(item, name)
        self._switch([item for item in items if item.values.get("features")], batch)

    def _find_everyone(self, items) -> None:
        """The group of a whole organisation is the one here. What it is called here stays, once somebody chose that."""
        for item in items:
            if item.values.get("everyone") and item.object_id is None:
                item.object_id = everyone().pk

    def _fill(self, group: Group, item) -> None:
        if group.is_everyone and not is_untouched(group, item):
            item.values.pop("features", None)
            return
        for name in ("name", "kind"):
            setattr(group, name, item.values.get(name) or "")
        group.access = "open" if group.is_everyone else self.value(item, "access")
        for name in ("description", "welcome"):
            setattr(group, name, to_html(item.values.get(name) or "", self.value(item, "format")))
        for name in LATER - item.links.keys():
            setattr(group, f"{name}_id", None)
        group.archived_at = item.values.get("archived_at")
        group.created_at = item.values.get("created_at") or group.created_at
        group.cover = item.values.get("cover") or group.cover
        group.data = {**group.data, "kring_fields": item.extra} if item.extra else group.data
        group.found_by = group.words

    def _switch(self, items, batch) -> None:
        rows = []
        for item in items:
            for feature, state in item.values["features"].items():
                if state not in ("on", "off") or len(feature) > 50:
                    batch.note(item, "group: a feature is neither on nor off")
                    continue
                if feature not in registry.features():
                    batch.note(
                        item, f"group: the feature {feature} isn't installed; the group's choice is kept"
                    )
                rows.append(GroupSwitch(group_id=item.object_id, feature=feature, state=state))
        if rows:
            unique = ["group", "feature"]
            GroupSwitch.objects.bulk_create(
                rows, update_conflicts=True, unique_fields=unique, update_fields=["state"]
            )
            switch_verbs.bump()


def wanted(item) -> str:
    return item.values.get("slug") or item.values["name"]


def is_untouched(group: Group, item) -> bool:
    """Whether the organisation's group is still as it was made, or as this package made it."""
    as_made = group.name == settings.CONFIG.name and not (group.description or group.welcome or group.cover)
    return as_made or not item.is_new


def free_slugs(names: list[str]) -> list[str]:
    """An address for each of these groups that no other has."""
    bases = [slugify(name)[:70].strip("-") or "group" for name in names]
    taken = RESERVED | set(Group.objects.filter(slug__in=bases).values_list("slug", flat=True))
    slugs = []
    for base in bases:
        if base in taken:
            taken |= set(Group.objects.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
        slug = next(s for s in chain([base], (f"{base}-{n}" for n in count(2))) if s not in taken)
        taken.add(slug)
        slugs.append(slug)
    return slugs
