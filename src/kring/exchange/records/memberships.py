"""Who is in which group."""

from kring.core.features.fields import Link, Time, Word
from kring.core.features.records import Loader
from kring.core.groups.models import Group, Membership
from kring.core.people.models import Person
from kring.exchange.identity import key_of
from kring.exchange.rows import write_over

TIMES = ("joined_at", "seen_at", "welcomed_at")


class Memberships(Loader):
    type = "membership"
    after = ("group", "person")
    fields = {
        "group": Link("group", required=True),
        "person": Link("person", required=True),
        "role": Word(choices=("member", "host"), default="member"),
        "joined_at": Time(),
        "seen_at": Time(),
        "welcomed_at": Time(),
    }

    def key(self, record) -> str:
        return key_of(record["group"], record["person"])

    def write(self, items, batch) -> None:
        pairs = {(item.values["group"], item.values["person"]) for item in items}
        there = members(pairs)
        new, changed = {}, []
        for item in items:
            pair = item.values["group"], item.values["person"]
            row = there.get(pair) or new.get(pair)
            if row is None:
                row = new[pair] = Membership(group_id=pair[0], person_id=pair[1])
            elif row.pk:
                changed.append(row)
            row.role = self.value(item, "role")
            for name in TIMES:
                setattr(row, name, item.values.get(name) or getattr(row, name))
        write_over(Membership, list({row.pk: row for row in changed}.values()), ["role", *TIMES])
        join(new.values(), batch)
        batch.touch(Person, {person for _, person in pairs})
        there |= new
        for item in items:
            item.object_id = there[item.values["group"], item.values["person"]].pk


def members(pairs) -> dict[tuple[int, int], Membership]:
    """The memberships that exist, of these (group, person) pairs."""
    groups, people = {group for group, _ in pairs}, {person for _, person in pairs}
    rows = Membership.objects.filter(group_id__in=groups, person_id__in=people)
    return {(row.group_id, row.person_id): row for row in rows if (row.group_id, row.person_id) in pairs}


def join(rows, batch) -> None:
    """Write new memberships, and count them."""
    rows = list(rows)
    for row, id in zip(rows, batch.insert(Membership, [vars(row) for row in rows]), strict=True):
        row.pk = id
        batch.count(Group, "member_count", row.group_id, 1)
