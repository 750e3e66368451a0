"""The menu behind the dots of a card: rendered once for all items, as only a number and a title differ."""

from functools import lru_cache

from django.utils import translation
from markupsafe import Markup, escape

from kring.core.content.later import SOME_CONTENT
from kring.core.features import slots

SOME_TITLE = "9876543210789"


def dots(content) -> Markup:
    """For a template: the menu of `content`."""
    whole = _whole(translation.get_language()).replace(str(SOME_CONTENT), str(content.pk))
    return Markup(whole.replace(SOME_TITLE, escape(content.heading)))


@lru_cache(maxsize=20)
def _whole(_language: str) -> str:
    return slots.template("content/dots.html").render(id=SOME_CONTENT, title=SOME_TITLE)
