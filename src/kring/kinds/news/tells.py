"""News is told to the whole group, as far as people want its highlights."""

from kring.core.notify import audience
from kring.kinds.news.models import News


def members(event):
    return audience.members(event) if isinstance(event.content, News) else []
