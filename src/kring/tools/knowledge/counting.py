"""By how many something is confirmed, kept in a row so that lists needn't count."""

from collections.abc import Iterable

from django.db.models import Count, F, Q

from kring.tools.knowledge.models import Confirmation, Standing


def move(person_id: int, topic_id: int, step: int) -> None:
    """One confirmation more or fewer."""
    Standing.objects.get_or_create(person_id=person_id, topic_id=topic_id)
    row = Standing.objects.filter(person_id=person_id, topic_id=topic_id)
    row.update(number=F("number") + step)
    row.filter(number=0).delete()


def again(people: Iterable[int] = (), topics: Iterable[int] = ()) -> None:
    """Count anew whatever is confirmed of these people, and about these topics."""
    of = Q(person__in=set(people)) | Q(topic__in=set(topics))
    counted = Confirmation.objects.filter(of).order_by().values("person_id", "topic_id")
    rows = [
        Standing(person_id=row["person_id"], topic_id=row["topic_id"], number=row["number"])
        for row in counted.annotate(number=Count("pk"))
    ]
    Standing.objects.filter(of).delete()
    Standing.objects.bulk_create(rows, batch_size=500)
