"""A question on paper."""

from django.utils.translation import gettext as _

from kring.core.content.room import Room


def room(_content) -> Room:
    """An answer is words, so nothing is counted."""
    return Room(_("Do you know the answer? Write it down."))
