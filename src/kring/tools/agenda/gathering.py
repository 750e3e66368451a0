"""What stands on a sheet: one query for each sort, however much there is.

Hosts see what was published, and when something is going to be. What a colleague has planned into their group they see as a name
and an hour: its words are the author's alone until they appear (`Content.objects.visible_to` says the same).
"""

from datetime import datetime

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber, TruncDate
from django.urls import reverse
from django.utils import timezone

from kring.core.content.models import Content
from kring.core.content.states import State
from kring.core.features import switches
from kring.tools.agenda import dates
from kring.tools.agenda.models import Prompt
from kring.tools.agenda.sheet import Entry, Sheet

MOST = 1_000
"""Of what is planned, and of prompts."""
SHOWN = ("id", "kind", "title", "excerpt", "group_id", "author_id", "author__name", "published_at")


class Gathering:
    """What `person` sees of `groups`, which they host, on the days of a sheet. `whole`: on the calendar of all of them stands also
    what they have planned elsewhere."""

    def __init__(self, person, groups, sheet: Sheet, whole: bool):
        self.person, self.sheet, self.whole = person, sheet, whole
        self.names = {group.pk: group.name for group in groups} if whole else {}
        self.ids = [group.pk for group in groups]
        self.days = {day.date: day for day in sheet.days}
        self.now = timezone.now()

    def fill(self) -> Sheet:
        for find in (self._published, self._mine, self._theirs, self._prompts, self._reviews):
            find()
        for day in self.sheet.days:
            day.fit(self.sheet.most)
        return self.sheet

    def _put(self, entry: Entry, day=None) -> None:
        day = day or timezone.localdate(entry.at)
        if day in self.days:
            self.days[day].entries.append(entry)

    def _published(self) -> None:
        """The first of each day, with how many that day has."""
        day, window = TruncDate("published_at"), self._window()
        items = self._in_groups(state=State.PUBLISHED, **window).annotate(
            day=day,
            place=Window(RowNumber(), partition_by=day, order_by=(F("published_at").asc(), F("id").asc())),
            many=Window(Count("*"), partition_by=day),
        )
        items = items.filter(place__lte=self.sheet.most).order_by("published_at", "id")
        for item in items.only(*SHOWN).select_related("author"):
            self._put(self._of("published", item, item.url, who=item.author.name))
            self.days[item.day].published = item.many

    def _mine(self) -> None:
        items = Content.objects.visible_to(self.person).filter(
            state=State.SCHEDULED, author=self.person, **self._window()
        )
        if not self.whole:
            items = items.filter(group_id__in=self.ids)
        for item in (
            items.only(*SHOWN, "group__name")
            .select_related("author", "group")
            .order_by("published_at", "id")[:MOST]
        ):
            entry = self._of("mine", item, item.url)
            entry.id, entry.group = item.pk, item.group.name if self.whole else ""
            self._put(entry)

    def _theirs(self) -> None:
        others = (
            Content.objects.filter(  # seen: by the hosts of its group, an author's name and an hour, no words
                switches.kinds_on(), state=State.SCHEDULED, group_id__in=self.ids, **self._window()
            ).exclude(author=self.person)
        )
        for at, who, group in others.order_by("published_at").values_list(
            "published_at", "author__name", "group_id"
        )[:MOST]:
            self._put(Entry("theirs", at, who=who, group=self.names.get(group, ""), icon="user-round"))

    def _prompts(self) -> None:
        """Those that come, from now on."""
        rows = Prompt.objects.in_use().filter(group_id__in=self.ids, pause=None, next_at__lt=self.sheet.end)
        for prompt in rows.select_related("by", "group")[:MOST]:
            first, last = (dates.today(at) for at in (max(self.sheet.start, self.now), self.sheet.end))
            for at in (dates.moment(prompt, day) for day in dates.days(prompt, first, last)):
                if prompt.next_at and at >= prompt.next_at and at < self.sheet.end:
                    self._put(self._of_prompt(prompt, at))

    def _of_prompt(self, prompt: Prompt, at: datetime) -> Entry:
        url = reverse("group_prompt", kwargs={"slug": prompt.group.slug, "id": prompt.pk})
        return Entry(
            "prompt", at, prompt.heading, prompt.by.name, self.names.get(prompt.group_id, ""), url, "repeat"
        )

    def _reviews(self) -> None:
        """Pages that somebody is to look at again on one of these days."""
        first, last = self.sheet.days[0].date, self.sheet.days[-1].date
        items = self._in_groups(state=State.PUBLISHED, review_at__range=(first, last))
        for item in (
            items.only(*SHOWN, "review_at").select_related("author").order_by("review_at", "id")[:MOST]
        ):
            self._put(self._of("review", item, item.url, at=None), item.review_at)

    def _in_groups(self, **which):
        return Content.objects.visible_to(self.person).filter(group_id__in=self.ids, **which)

    def _window(self) -> dict:
        return {"published_at__gte": self.sheet.start, "published_at__lt": self.sheet.end}

    def _of(self, sort: str, item, url: str, who: str = "", **other) -> Entry:
        icon = item.spec.icon if item.spec else "file"
        at = other.get("at", item.published_at)
        return Entry(sort, at, item.heading, who, self.names.get(item.group_id, ""), url, icon)


def drafts(person, groups, whole: bool, most: int = 20) -> list[Content]:
    """What the person has kept for later and given no moment yet, the newest first."""
    items = Content.objects.visible_to(person).filter(state=State.DRAFT, author=person)
    items = items if whole else items.filter(group_id__in=[group.pk for group in groups])
    return list(items.select_related("group").order_by("-id")[:most])
