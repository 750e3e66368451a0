"""An entry as news: a few of its words, and where the whole stands."""

from html import escape

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from kring.core.content import text
from kring.tools.sources.models import Entry


def body(entry: Entry, by, words: str = "") -> str:
    """Clean HTML. The words of who publishes stand above, those of the source are marked as its own."""
    said = text.from_text(entry.summary)
    if words and said:
        said = f"<blockquote>{said}</blockquote>"
    with translation.override(language(entry, by)):
        return text.clean(words + said + _source_line(entry))


def language(entry: Entry, by) -> str:
    """What the source is written in, where it says so; else what its publisher reads."""
    return entry.language or by.language or settings.LANGUAGE_CODE


def _source_line(entry: Entry) -> str:
    name = entry.source.title if entry.source else _domain(entry.url)
    if entry.url:
        name = f'<a href="{escape(entry.url)}">{escape(name)}</a>'
    else:
        name = escape(name)
    return "<p>" + _("Source: %(name)s") % {"name": name} + "</p>"


def _domain(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
