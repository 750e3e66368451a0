"""“New since yesterday 16:40”: a line in the home stream, between what is new to its reader and what isn't."""

from datetime import datetime, timedelta

from babel.dates import format_date, format_time
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.content.stream import Cursor
from kring.core.features import slots


def with_line(cards: list[Markup], rows, since: datetime | None, before: str = "") -> list[Markup]:
    """The cards of `rows` with the line above the first that was there at `since`, where something newer stands above
    it. `before` is where the page begins."""
    if since is None or len(cards) != len(rows):
        return cards
    at = next((n for n, row in enumerate(rows) if row.published_at <= since), None)
    if at is None or (at == 0 and not (before and Cursor.read(before).at > since)):
        return cards
    line = slots.template("web/since.html").render(words=words(since), since=since)
    return [*cards[:at], Markup(line), *cards[at:]]


def words(since: datetime) -> str:
    locale = (get_language() or "en")[:2]
    local, now = timezone.localtime(since), timezone.localtime()
    time, days = format_time(local, "HH:mm", locale=locale), (now.date() - local.date()).days
    if days == 0:
        return _("New since %(time)s") % {"time": time}
    if days == 1:
        return _("New since yesterday %(time)s") % {"time": time}
    if now - local < timedelta(days=6):
        day = format_date(local, "EEEE", locale=locale)
        return _("New since %(day)s %(time)s") % {"day": day, "time": time}
    same_year = local.year == now.year
    return _("New since %(day)s") % {
        "day": format_date(local, "d MMMM" if same_year else "d MMMM yyyy", locale=locale)
    }
