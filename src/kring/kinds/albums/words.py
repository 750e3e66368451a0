from kring.kinds.albums.models import AlbumDetails


def words(ids) -> dict[int, str]:
    """An album is found by what is said of its photos."""
    said = AlbumDetails.objects.filter(pk__in=ids, content__files__removed_at=None)
    rows = said.exclude(content__files__caption="").values_list("pk", "content__files__caption")
    found: dict[int, list[str]] = {}
    for id, caption in rows:
        found.setdefault(id, []).append(caption)
    return {id: " ".join(captions) for id, captions in found.items()}
