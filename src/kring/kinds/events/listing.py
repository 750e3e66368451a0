"""What's on: as a list, a week or a month; and what was."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from kring.core.content.listing import Listing, View
from kring.kinds.events import calendar, sheet, wording
from kring.kinds.events.coming import Board, fill
from kring.kinds.events.models import Answer

AHEAD = timedelta(days=92)
EARLIEST, LATEST = date(1970, 1, 1), date(2190, 1, 1)


class Calendar(Listing):
    """A list opens on what comes next; week and month are sheets of days. `?at=2026-11-24` says which."""

    template = "events/listing.html"
    new = _("New event")
    intro = _("What happens, where, and who comes.")
    heading = _("Nothing is planned yet")
    why = _("A lunch, a training, a walk: give it a day and a place, and colleagues say whether they come.")
    views = (
        View(_("Coming up")),
        View(_("Week"), "week"),
        View(_("Month"), "month"),
        View(
            _("Mine"),
            "mine",
            heading=_("You haven’t signed up for anything"),
            why=_(
                "What you say yes or perhaps to stands here, and in the calendar of your phone if you like."
            ),
        ),
        View(
            _("Past"),
            "past",
            heading=_("Nothing has been yet"),
            why=_("What is over stands here, with who came."),
        ),
    )

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def at(self) -> date:
        """The day that the address asks for."""
        asked = self.request.GET.get("at", "")
        if not asked:
            return self.today
        try:
            found = datetime.strptime(asked if len(asked) > 7 else f"{asked}-01", "%Y-%m-%d").date()
        except ValueError:
            raise Http404 from None
        if not EARLIEST < found < LATEST:
            raise Http404
        return found

    def to(self, day: date, view: str | None = None) -> str:
        """The address of another day of this view."""
        view = self.view.slug if view is None else view
        asked = [f"view={view}"] * bool(view) + [f"at={day.isoformat()}"] * (day != self.today)
        return self.url + ("?" + "&".join(asked) if asked else "")

    def context(self) -> dict:
        found = getattr(self, f"_{self.view.slug or 'ahead'}")()
        return {"rows": [], "cards": "", "older": "", **found}

    def _week(self) -> dict:
        return self._sheet(sheet.week(self.at))

    def _month(self) -> dict:
        return self._sheet(sheet.month(self.at))

    def _sheet(self, shown: sheet.Sheet) -> dict:
        start, end = moment(shown.first), moment(shown.end)
        found = calendar.shown(self.person, start, end, self.group)
        shown.put(fill(self.person, [Board(one) for one in found]))
        return {
            "sheet": shown,
            "boards": None,
            "before": self.to(shown.before),
            "after": self.to(shown.after),
        }

    def _ahead(self) -> dict:
        items = calendar.seen_by(self.person, self.group)
        return self._list(items)

    def _mine(self) -> dict:
        items = calendar.seen_by(self.person, self.group)
        said = Answer.objects.filter(person=self.person).exclude(answer=Answer.Said.NO)
        found = self._list(items.filter(pk__in=said.values("content_id")))
        found["boards"] = [board for board in found["boards"] if board.said in ("yes", "maybe")]
        return found

    def _list(self, items) -> dict:
        """Three months from a day on; more where there is more."""
        start = timezone.now() if self.at == self.today else moment(self.at)
        end = moment(self.at) + AHEAD
        found = calendar.occurrences(calendar.within(items, start, end), start, end)
        if not found and calendar.is_more(items, end):  # the next is far away
            end += 4 * AHEAD
            found = calendar.occurrences(calendar.within(items, start, end), start, end)
        later = self.to(timezone.localdate(end)) if calendar.is_more(items, end) else ""
        return {"sheet": None, "boards": fill(self.person, [Board(one) for one in found]), "onward": later}

    def _past(self) -> dict:
        """The three months before a day, the latest first; drawn together over what was empty."""
        end = timezone.now() if self.at == self.today else moment(self.at)
        items = calendar.seen_by(self.person, self.group)
        earlier = items.filter(Q(event__starts_at__lt=end))
        start = end - AHEAD
        last = (
            earlier.filter(event__rule="")
            .order_by("-event__starts_at")
            .values_list("event__starts_at", flat=True)
            .first()
        )
        if (
            last
            and last < start
            and not items.filter(
                ~Q(event__rule="") & Q(event__last_at__gt=start, event__starts_at__lt=end)
            ).exists()
        ):
            start = last - AHEAD
        found = [
            one
            for one in calendar.occurrences(calendar.within(items, start, end), start, end)
            if one.ends_at <= end
        ]
        more = earlier.filter(event__starts_at__lt=start).exists()
        later = self.to(timezone.localdate(start)) if more else ""
        return {
            "sheet": None,
            "boards": fill(self.person, [Board(one) for one in reversed(found)]),
            "onward": later,
        }

    def hour_of(self, one, day: date) -> str:
        """From when, on the day that it begins."""
        return wording.hours(one) if wording.clock(one)[0].date() == day else ""


def moment(day: date) -> datetime:
    """Midnight, for the reader."""
    return timezone.make_aware(datetime.combine(day, time.min))
