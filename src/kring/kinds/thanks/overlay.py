"""What thanks are for, for who may see that: one query a page."""

from kring.core.content.models import Content
from kring.core.features import slots


def what_for(viewer, _rows, arguments):
    """`later("thanked_for", id of what it is for)`."""
    items = Content.objects.visible_to(viewer).filter(
        pk__in=[int(argument) for argument in arguments], state__in=("published", "archived")
    )
    found = {item.pk: item for item in items.select_related("author", "group")}
    template = slots.template("thanks/about.html")

    def card(argument: str) -> str:
        item = found.get(int(argument))
        return template.render(item=item) if item else ""

    return card
