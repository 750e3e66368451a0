"""What a process that helps to rebuild does. It begins here, before Django has: nothing of Kring may be imported above."""

from collections import Counter


def begin() -> None:
    import django

    django.setup()


def analysed(what: str, after: int, last: int) -> tuple[int, list, Counter]:
    """(how many objects, their rows, their words) of the objects with numbers after `after`, up to `last`."""
    from kring.core.search import bulk
    from kring.core.search.tasks import TABLES

    ids = list(TABLES[what].objects.filter(pk__gt=after, pk__lte=last).values_list("pk", flat=True))
    return len(ids), *bulk.analysed(what, ids)
