"""Who is told about a document."""

from kring.kinds.documents.models import LibraryDocument
from kring.kinds.documents.rows import Version


def who_worked_on_it(event) -> list[int]:
    """Of a newer version: its author, and who brought earlier ones."""
    if not isinstance(event.content, LibraryDocument):
        return []
    authors = Version.objects.filter(document_id=event.content_id).values_list("author_id", flat=True)
    return [id for id in {event.content.author_id, *authors} if id]


def who_had_it(event) -> list[int]:
    """That somebody else ended their check-out."""
    return [event.person_id] if event.person_id and event.person_id != event.actor_id else []
