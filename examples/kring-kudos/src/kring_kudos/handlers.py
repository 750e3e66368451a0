from django.db.models import F

from kring_kudos.models import KudoDetails, Tally


def thanked(event) -> list[int]:
    """Who is told of a kudo. That they may see it, want to hear of it and haven't muted it, Kring sees to."""
    return list(KudoDetails.objects.filter(content_id=event.content_id).values_list("to_id", flat=True))


def count(event) -> None:
    """Called once for everything that is published, in the transaction that marks the event as handled."""
    details = KudoDetails.objects.filter(content_id=event.content_id).first()
    if details:
        Tally.objects.get_or_create(person_id=details.to_id)
        Tally.objects.filter(person_id=details.to_id).update(count=F("count") + 1)
