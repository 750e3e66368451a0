"""What a request names: the event, and which of its dates."""

from datetime import date

from django.http import Http404

from kring.core.content.access import access_content
from kring.kinds.events import dates
from kring.kinds.events.coming import Board, fill
from kring.kinds.events.dates import Occurrence
from kring.kinds.events.models import Occasion


def event(person, id: int, to: str = "read", lock: bool = False):
    """The event, with its plan; 404 of anything else."""
    content = access_content(person, id, to=to, lock=lock)
    if not isinstance(content, Occasion) or content.plan is None:
        raise Http404
    return content


def day(request) -> date | None:
    """The `on` of a form or an address; 404 where it is no date."""
    asked = request.POST.get("on") or request.GET.get("on")
    if not asked:
        return None
    try:
        return date.fromisoformat(asked)
    except ValueError:
        raise Http404 from None


def occurrence(request, content) -> Occurrence:
    """The date that is asked for, else the next; 404 where it doesn't happen then."""
    on = day(request)
    found = dates.next_of(content.plan) if on is None else dates.on_day(content.plan, on)
    if found is None:
        raise Http404
    return found


def board(request, content) -> Board:
    return fill(request.user, [Board(occurrence(request, content))])[0]
