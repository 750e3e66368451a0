"""What ties a person to what was found: features say it (follows, bookmarks); and whom a guest may find."""

from kring.core.features import registry, switches
from kring.core.people.models import Person
from kring.core.search.asking import Question
from kring.core.search.ranking import Candidate

MOST = 20


def tie(person, rows: list[Candidate]) -> None:
    """Set `close` of each: the sentences of what ties the person to it or to who wrote it."""
    authors = {row.author_id for row in rows if row.author_id}
    contents = {row.content_id for row in rows if row.content_id}
    for feature, tie in registry.declared("ties"):
        if (authors or contents) and switches.is_on(feature.slug):
            ids = set(registry.load(tie.which)(person, authors if tie.to == "author" else contents))
            for row in rows if ids else ():
                if (row.author_id if tie.to == "author" else row.content_id) in ids:
                    row.close.append(tie.because)


def people_of_guest(person, question: Question) -> list[Candidate]:
    """The index holds people for members. A guest knows few: they are looked for among those."""
    if not person.is_guest or not question.words:
        return []
    found = Person.objects.visible_to(person).found_by(" ".join(question.words))
    return [Candidate(0, "person", pk, None, 2.0) for pk in found.values_list("pk", flat=True)[:MOST]]
