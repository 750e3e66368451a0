"""What of a page depends on who looks: people, and the latest of a kind. Four queries at most, and one or two for each
list that is asked for."""

from kring.core.content import kind_stream
from kring.core.content.models import Content
from kring.core.features import registry, slots, switches
from kring.core.groups.models import Membership
from kring.core.people.models import Person
from kring.kinds.pages.blocks.latest import HERE
from kring.kinds.pages.blocks.people import HOSTS, MOST


def personal(viewer, _rows, arguments: list[str]):
    """`later("page_block", content id, number of the block)`."""
    ids = {int(argument.split(",")[0]) for argument in arguments}
    pages = Content.objects.visible_to(viewer).filter(pk__in=ids).select_related("layout", "group")
    pages = {page.pk: page for page in pages}
    asked = {}
    for argument in arguments:
        id, number = map(int, argument.split(","))
        blocks = pages[id].blocks if id in pages else []
        if number < len(blocks):
            asked[argument] = (pages[id], blocks[number])
    people, latest = _people(viewer, asked.values()), _latest(viewer, asked.values())

    def block(argument: str) -> str:
        if argument not in asked:
            return ""
        page, one = asked[argument]
        if one["type"] == "people":
            return _shown("people", block=one, people=people(page, one))
        if not _is_on(page, one):
            return ""
        return _shown(
            "latest", block=one, kind=registry.kinds()[one["kind"]], items=latest(page, one), page=page
        )

    return block


def _shown(name: str, **context) -> str:
    return slots.template(f"pages/blocks/{name}_now.html").render(**context)


def _people(viewer, asked):
    """Whom a block of people shows."""
    blocks = [(page, block) for page, block in asked if block["type"] == "people"]
    groups = {page.group_id for page, block in blocks if block["of"] == HOSTS}
    ids = {id for _page, block in blocks if block["of"] != HOSTS for id in block["people"]}
    hosts = Membership.objects.filter(group_id__in=groups, role="host").values_list("group_id", "person_id")
    hosts = list(hosts.order_by("joined_at", "pk")) if groups else []
    seen = Person.objects.visible_to(viewer).active()
    rows = seen.in_bulk(ids | {person for _group, person in hosts}) if ids or hosts else {}

    def people(page, block) -> list[Person]:
        chosen = block["people"]
        if block["of"] == HOSTS:
            chosen = [person for group, person in hosts if group == page.group_id]
        return [rows[id] for id in chosen if id in rows][:MOST]

    return people


def _latest(viewer, asked):
    """What a list shows; one that stands on the page twice is read once."""
    lists: dict[tuple, list[int]] = {}
    for page, block in asked:
        if block["type"] == "latest" and _is_on(page, block):
            key = _key(page, block)
            if key not in lists:
                lists[key] = [row.id for row in _rows(viewer, *key)]
    ids = {id for found in lists.values() for id in found}
    items = Content.objects.visible_to(viewer).select_related("group", "author").defer("body")
    rows = items.in_bulk(ids) if ids else {}
    return lambda page, block: [rows[id] for id in lists[_key(page, block)] if id in rows]


def _is_on(page, block) -> bool:
    """Of a kind that is off, nothing is shown: no heading either."""
    owner = registry.feature_of_kind().get(block["kind"])
    return owner is not None and switches.is_on(owner, page.group_id if block["where"] == HERE else None)


def _key(page, block) -> tuple[int | None, str, int]:
    return page.group_id if block["where"] == HERE else None, block["kind"], block["count"]


def _rows(viewer, group_id: int | None, kind: str, count: int):
    if group_id is not None:
        return kind_stream.in_group(group_id, kind, size=count).rows
    return kind_stream.everywhere(viewer, kind, size=count).rows
