from kring.kinds.thanks.models import Thanked


def words(ids) -> dict[int, str]:
    """Thanks are found by the names of who is thanked."""
    found: dict[int, str] = {}
    rows = Thanked.objects.filter(thanks__in=ids).values_list("thanks_id", "person__name")
    for id, name in rows:
        found[id] = f"{found[id]} {name}" if id in found else name
    return found
