from kring.core.content.models import Content
from kring.interactions.further import verbs


def published(event) -> None:
    """A post that was begun from a comment or an item is there now."""
    content = (
        Content.objects.filter(pk=event.content_id).select_related("group", "author").first()
    )  # seen: by nobody
    if content and content.token:
        verbs.link(content)
