from kring.kinds.pages.layout import words_of
from kring.kinds.pages.models import PageLayout


def words(ids) -> dict[int, str]:
    """Pages are found by the words in their blocks."""
    return {
        row.content_id: " ".join(filter(None, (words_of(block) for block in row.blocks)))
        for row in PageLayout.objects.filter(pk__in=ids)
    }
