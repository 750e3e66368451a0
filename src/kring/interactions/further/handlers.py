from kring.interactions.further import verbs
from kring.interactions.further.models import Further


def published(event) -> None:
    """A post that was begun from a comment or an item is there now."""
    token = event.content.token if event.content else None
    if token and Further.objects.filter(token=token, content=None).exists():
        verbs.link(event.content)
