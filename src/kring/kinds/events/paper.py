"""An event on paper. Who comes without a screen is counted; a place with a name is given on the page of who comes."""

from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content.room import Room


def room(content) -> Room | None:
    plan = content.plan
    if plan is None or not plan.signs_up:
        return None
    over = plan.cancelled_at or plan.last_at <= timezone.now()
    closed = _("This event is over, so nobody signs up for it any more.") if over else ""
    choices = (("yes", _("Yes")), ("maybe", _("Perhaps")), ("no", _("No")))
    return Room(_("Are you coming?"), choices, closed=closed)
