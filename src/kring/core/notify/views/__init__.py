"""What somebody was told, and what they choose about it."""

from kring.core.notify.views.choosing import choose
from kring.core.notify.views.quieter import do, level, mute
from kring.core.notify.views.reading import latest, notifications, open_one, read_all, read_item

__all__ = ["choose", "do", "latest", "level", "mute", "notifications", "open_one", "read_all", "read_item"]
