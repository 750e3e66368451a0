"""Polls for tests."""

from kring.core.content import verbs as posting
from kring.core.content.models import Content
from kring.kinds.polls import records


def ask(author, group, options=("Tea", "Coffee", "Water"), title="What shall we drink?", **rules):
    """A poll whose options have the keys 1, 2, 3 …; an option may be a dict of its data."""
    item = posting.post(author, group, "poll", title=title)
    given = [one if isinstance(one, dict) else {"text": one} for one in options]
    data = {"options": [{"id": str(n), **one} for n, one in enumerate(given, 1)], **rules}
    records.data_in(item, data)
    return fresh(item)


def fresh(item):
    return Content.objects.select_related("group", "author", "poll").get(pk=item.pk)


def ids(item) -> list[int]:
    return [option.pk for option in item.poll.options.all()]


def totals(item) -> list[tuple]:
    return list(item.poll.options.values_list("yes", "maybe", "no", "points"))
