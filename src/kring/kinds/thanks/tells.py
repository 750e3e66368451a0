"""Who is told that they are thanked."""

from kring.kinds.thanks.models import Thanked, Thanks


def who_is_thanked(event) -> list[int]:
    if not isinstance(event.content, Thanks):
        return []
    return list(Thanked.objects.filter(thanks=event.content_id).values_list("person_id", flat=True))


def who_was_added(event) -> list[int]:
    return [event.person_id] if event.person_id else []
