"""Not being written to by somebody. They aren't told, and no page of theirs shows it."""

from kring.tools.messages.models import Block


def block(person, other) -> None:
    if person.pk != other.pk:
        Block.objects.bulk_create([Block(person=person, blocked=other)], ignore_conflicts=True)


def unblock(person, other) -> None:
    Block.objects.filter(person=person, blocked=other).delete()


def is_blocked(person, other) -> bool:
    return Block.objects.filter(person=person, blocked=other).exists()


def blocked_by(person) -> list:
    rows = Block.objects.filter(person=person).select_related("blocked").order_by("blocked__name")
    return [row.blocked for row in rows]
