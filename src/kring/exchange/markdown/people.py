"""Who the authors are: people of this platform where an address or a name says so; else people who stand under what
they wrote, without an account."""

from collections.abc import Iterator

from kring.core.people.models import Person
from kring.exchange.markdown.naming import safe
from kring.exchange.models import Source, SourceRef


class Authors:
    """Ids of people as the records name them. `known` are those who are here already: id → person."""

    def __init__(self, otherwise: Person):
        self.otherwise = otherwise
        self.known: dict[str, Person] = {}
        self.new: dict[str, str] = {}
        self.found: dict[tuple[str, str], str] = {}
        self.default = self._here(otherwise)

    def id(self, name: str, email: str = "") -> str:
        """The id of who is called this; the one who stands for all where nobody is named."""
        name, email = name.strip(), email.strip().lower()
        if not name and not email:
            return self.default
        if (name, email) not in self.found:
            self.found[name, email] = self._find(name, email)
        return self.found[name, email]

    def _find(self, name: str, email: str) -> str:
        if (person := self._match(name, email)) is not None:
            return self._here(person)
        id = f"author:{safe(email or name.casefold())}"[:250]
        self.new.setdefault(id, name or email.partition("@")[0])
        return id

    def _match(self, name: str, email: str) -> Person | None:
        person = Person.objects.filter(email__iexact=email).first() if email else None
        person = person or (Person.objects.named(name).first() if name else None)
        if person is None and name:
            same = list(Person.objects.active().filter(name__iexact=name)[:2])
            person = same[0] if len(same) == 1 else None
        return person

    def here(self, name: str) -> str | None:
        """The id of who is called this, if they are here."""
        person = self._match(name, "") if name else None
        return person and self._here(person)

    def _here(self, person: Person) -> str:
        id = f"here:{safe(person.handle)}"
        self.known[id] = person
        return id

    def records(self) -> Iterator[dict]:
        for id, name in self.new.items():
            yield {"type": "person", "id": id, "name": name[:120], "active": False}

    def remember(self, source: Source) -> None:
        """So that the loader knows who is meant."""
        refer(source, "person", {id: person.pk for id, person in self.known.items()})


def refer(source: Source, type: str, rows: dict[str, int]) -> None:
    refs = [SourceRef(source=source, type=type, external_id=id, object_id=row) for id, row in rows.items()]
    SourceRef.objects.bulk_create(
        refs,
        update_conflicts=True,
        unique_fields=["source", "type", "external_id"],
        update_fields=["object_id"],
    )
