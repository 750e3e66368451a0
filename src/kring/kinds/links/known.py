"""What was shared here before, of the same address."""

from kring.core.content.models import Content
from kring.core.outside.typed import clean, key

SHOWN = 3


def shared(person, typed: str, but: int | None = None) -> list[Content]:
    """Links that `person` may see to the address as it is typed; not `but`."""
    url = clean(typed)
    if not url:
        return []
    items = Content.objects.visible_to(person).filter(link__key=key(url), state__in=("published", "archived"))
    return list(items.exclude(pk=but).select_related("author", "group").newest()[:SHOWN])
