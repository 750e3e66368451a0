"""The calendar: of one group, or of all that somebody hosts."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.web.pages import page, signed_in
from kring.tools.agenda import gathering, hosting
from kring.tools.agenda.sheet import EARLIEST, LATEST, SHEETS, Day, Sheet

VIEWS = (("month", _("Month")), ("week", _("Week")), ("list", _("List")))


@dataclass
class Calendar:
    """What the page asks: `view` and `at` come from the address; `group` is None on the calendar of all of them."""

    person: object
    groups: list
    view: str
    at: date
    group: object = None

    @property
    def url(self) -> str:
        return reverse("group_agenda", args=[self.group.slug]) if self.group else reverse("agenda")

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def sheet(self) -> Sheet:
        sheet = SHEETS[self.view](self.at)
        return gathering.Gathering(self.person, self.groups, sheet, self.group is None).fill()

    @cached_property
    def drafts(self) -> list:
        return gathering.drafts(self.person, self.groups, self.group is None)

    @property
    def views(self) -> list[dict]:
        return [
            {"label": label, "url": self.to(self.at, view), "current": view == self.view}
            for view, label in VIEWS
        ]

    def to(self, day: date, view: str = "") -> str:
        """The address of another day, or another view."""
        view = view or self.view
        asked = {"view": view} if view != "month" else {}
        asked |= {"at": day.isoformat()} if day != self.today else {}
        return self.url + (f"?{urlencode(asked)}" if asked else "")

    def writes(self, day: date | None = None) -> str:
        """Where one writes something that appears on this day; at once, where it is today."""
        asked = {"group": self.group.slug} if self.group else {}
        asked |= {"later_on": day.isoformat(), "later_at": "09:00"} if day and day > self.today else {}
        return reverse("new") + (f"?{urlencode(asked)}" if asked else "")

    @property
    def may_write(self) -> bool:
        return self.group is None or (self.person.roles.get(self.group.pk) and not self.group.is_archived)

    def is_open(self, day: Day) -> bool:
        """Something can still be done about this gap."""
        return bool(day.is_gap and day.date >= self.today and not day.is_outside and self.may_write)

    def is_quiet(self, day: Day) -> bool:
        return bool(day.is_gap and day.date < self.today and not day.is_outside)


@signed_in
def everywhere(request):
    """All groups that the person hosts. `?view=` month, week, list or day; `?at=2026-11-24` says which."""
    groups = hosting.groups_of(request.user)
    return _shown(request, groups)


@signed_in
def in_group(request, slug):
    group = access_group(request.user, slug, to="host", feature="agenda")
    return _shown(request, [group], group, Frame(request.user, group, "agenda"))


def _shown(request, groups, group=None, frame=None):
    view = request.GET.get("view", "month")
    if view not in SHEETS:
        raise Http404
    calendar = Calendar(request.user, groups, view, _day(request.GET.get("at", "")), group)
    return page(request, "agenda/calendar.html", calendar=calendar, group=group, frame=frame, groups=groups)


def _day(asked: str) -> date:
    if not asked:
        return timezone.localdate()
    try:
        found = datetime.strptime(asked if len(asked) > 7 else f"{asked}-01", "%Y-%m-%d").date()
    except ValueError:
        raise Http404 from None
    if not EARLIEST < found < LATEST:
        raise Http404
    return found
