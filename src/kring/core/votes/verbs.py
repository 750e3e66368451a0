"""Setting a vote: what kinds build theirs on. They check, move their counters and record the event, in the same transaction."""

from kring.core.votes.models import Vote


def vote(person, content_id: int, value: int = 1, option: str = "") -> int:
    """The person's vote on this is `value` from now on; returns by how much it moved, so 0 where it was that already (a double
    click, a second tab)."""
    row, made = Vote.objects.get_or_create(
        content_id=content_id, person=person, option=option, defaults={"value": value}
    )
    if made or row.value == value:
        return value if made else 0
    moved = Vote.objects.filter(pk=row.pk, value=row.value).update(value=value)
    return value - row.value if moved else 0


def take_back(person, content_id: int, option: str = "") -> int:
    """The person has no vote on this; returns by how much that moved it."""
    row = Vote.objects.filter(content_id=content_id, person=person, option=option).first()
    if row and Vote.objects.filter(pk=row.pk, value=row.value).delete()[0]:
        return -row.value
    return 0
