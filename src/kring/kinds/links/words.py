from kring.kinds.links.models import LinkDetails


def words(ids) -> dict[int, str]:
    """A link is found by what stands there, and by where it leads."""
    rows = LinkDetails.objects.filter(pk__in=ids)
    return {row.pk: " ".join([row.title, row.words, row.site, row.domain.replace(".", " ")]) for row in rows}
