"""An idea on paper, and the votes that came back from the room: they stand beside those on the screen, not among them."""

from django.utils.translation import gettext as _

from kring.core.content.room import Room, counted
from kring.kinds.ideas.verbs import details, why_no_vote

VOTE = "vote"


def room(content) -> Room:
    row = details(content)
    step = row.asked_in.facts.step if row.asked_in else ""
    closed = why_no_vote(row, step)
    return Room(_("Shall we do this?"), ((VOTE, _("Yes, this has my vote")),), closed=closed, added=True)


def votes(content) -> int:
    """From the room."""
    found = counted({content.pk: content.group_id}).get(content.pk)
    return found.counts[VOTE] if found else 0
