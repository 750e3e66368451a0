"""What was closed and not explained yet: a decision owed. Asked of the kinds that may owe one (`Kind.owes`)."""

from django.db.models import Exists, OuterRef, Q

from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.features import registry, switches
from kring.interactions.outcomes.models import Outcome

LOOKED_AT = 300


def kinds() -> list[str]:
    """The kinds of which outcomes are explained."""
    return [slug for slug, kind in registry.kinds().items() if kind.owes]


def owing(ids_of: dict[str, list[int]]) -> set[int]:
    """Of the contents of each kind, those whose kind says that they were closed."""
    found: set[int] = set()
    for kind, ids in ids_of.items():
        if ids and (owes := registry.kinds()[kind].owes):
            found |= set(registry.load(owes)(ids))
    return found


def is_closed(content) -> bool:
    return bool(owing({content.kind: [content.pk]}))


def owed(person, where: Q | None = None, most: int = 100) -> list[Content]:
    """What `person` may see that was closed and has no outcome, what waits longest first."""
    explained = Outcome.objects.filter(content=OuterRef("pk"), is_current=True)
    items = Content.objects.visible_to(person).filter(
        switches.on_in("outcomes"),
        ~Exists(explained),
        kind__in=kinds(),
        is_open=False,
        state=State.PUBLISHED,
        group__archived_at=None,
    )
    if where is not None:
        items = items.filter(where)
    rows = list(items.select_related("group", "author").order_by("last_activity_at", "pk")[:LOOKED_AT])
    by_kind: dict[str, list[int]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row.pk)
    waits = owing(by_kind)
    return [row for row in rows if row.pk in waits][:most]


def mine(person) -> Q:
    """What this person is to explain: in the groups that they host, and what they posted of a kind whose author decides."""
    hosted = [group for group, role in person.roles.items() if role == "host"]
    own = [slug for slug in kinds() if registry.kind_model(slug).author_decides]
    return Q(group_id__in=hosted) | Q(author=person, kind__in=own)


def posted(person) -> Q:
    """What this person posted, and is to have explained by others."""
    return Q(author=person) & ~mine(person)


def may_owe(person) -> bool:
    """Whether it is any use to ask, without a query."""
    return bool(kinds()) and (
        "host" in person.roles.values() or any(registry.kind_model(slug).author_decides for slug in kinds())
    )
