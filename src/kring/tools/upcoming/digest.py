"""What is coming up, for the digest: first days and anniversaries of this week."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.mail.parts import Line
from kring.core.web.times import day
from kring.tools.upcoming.days import QUARTER, Moment, moments

SOON = timedelta(days=7)


def lines(person, since: datetime) -> list[Line]:
    """Nothing for guests, who aren't colleagues; nobody needs to congratulate themselves."""
    if person.is_guest:
        return []
    today = timezone.localdate()
    found = cache.get_or_set(f"upcoming:{today}", lambda: moments(today), QUARTER)
    near = [m for m in found if m.date <= today + SOON and m.person.pk != person.pk]
    return [Line(_title(moment), moment.person.url, why=day(moment.date)) for moment in near]


def _title(moment: Moment) -> str:
    name = {"name": moment.person.name, "num": moment.years}
    if not moment.months:
        return _("The first day of %(name)s") % name
    if moment.and_a_half:
        return _("%(name)s: %(num)s½ years here") % name
    return ngettext("%(name)s: %(num)s year here", "%(name)s: %(num)s years here", moment.years) % name
