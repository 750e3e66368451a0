"""The card of what an update passes on, for who may see it: one query a page for the updates, one for the originals."""

from kring.core.content.models import Content
from kring.core.features import slots
from kring.interactions.shares.models import Share


def cards(viewer, _rows, arguments):
    """`later("shared", content id)`: nothing where this viewer may not see the original."""
    of = dict(
        Share.objects.filter(content__in=[int(a) for a in arguments]).values_list("content_id", "of_id")
    )
    seen = Content.objects.visible_to(viewer).filter(pk__in=of.values(), state__in=("published", "archived"))
    originals = {item.pk: item for item in seen.select_related("author", "group")}
    template = slots.template("shares/card.html")

    def card(argument: str) -> str:
        item = originals.get(of.get(int(argument), 0))
        return template.render(item=item) if item else ""

    return card


def entries(content, **_context) -> dict | None:
    return None if content.is_draft else {}
