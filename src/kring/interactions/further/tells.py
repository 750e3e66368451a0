from kring.core.content.models import Content
from kring.core.people.models import Person


def who_said_it(event) -> list[int]:
    """Who wrote the words, where they may read what came of them."""
    person = Person.objects.active().filter(pk=event.person_id).first()
    if person is None:
        return []
    seen = Content.objects.visible_to(person).filter(pk=event.data.get("to"))
    return [person.pk] if seen.exists() else []
