"""Who gets a digest now: the people of a time zone are gone round once for each hour of its day, in batches, and how far that
came is a row. So an hour costs one pass over the people, whoever sleeps, and a worker that is killed goes on where it was."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from kring.core.mail import outbox
from kring.core.notify.models import Preference
from kring.core.notify.quiet import zone_of
from kring.core.people.models import Person
from kring.tools.digest import verbs
from kring.tools.digest.models import Issue, Round

BATCH = 500  # people a step; each step is a transaction
PER_TASK = 25
STEPS = 20  # of a turn, so that the worker's other chores get theirs
BEHIND_ALL = -50
KEEP = timedelta(days=60)
TEN_MINUTES = 600


def go_round(now: datetime | None = None) -> None:
    """Have digests written for everybody whose hour has come. Without mail nobody waits for one: the page is always there."""
    if not outbox.is_set_up():
        return
    now = now or timezone.now()
    for zone, names in zones().items():
        for _step in range(STEPS):
            if not step(zone, names, now):
                break


def zones() -> dict[str, list[str]]:
    """Time zone → how people wrote it in their profile. "" and what isn't one is the platform's own."""
    return cache.get_or_set("digest:zones", _zones, TEN_MINUTES)


def _zones() -> dict[str, list[str]]:
    written = set(Person.objects.active().order_by().values_list("time_zone", flat=True).distinct()) | {""}
    found: dict[str, list[str]] = {}
    for name in sorted(written):
        found.setdefault(zone_of(Person(time_zone=name)).key, []).append(name)
    return found


@transaction.atomic
def step(zone: str, names: list[str], now: datetime) -> bool:
    """Look at the next people of this zone; False where nothing is left to do before the next hour."""
    here = now.astimezone(ZoneInfo(zone))
    today, hour = here.date(), here.hour
    row, _new = Round.objects.get_or_create(zone=zone, defaults={"day": today, "hour": hour})
    row = Round.objects.select_for_update().get(zone=zone)
    if row.day != today:
        row.day, row.hour, row.after = today, 0, 0
    if row.hour > hour:
        return False
    chosen = list(_who(names, row.hour, today.isoweekday(), row.after)[:BATCH])
    ids = [person.pk for person in chosen if works_on(person, today)]
    for start in range(0, len(ids), PER_TASK):
        write_digests.using(priority=BEHIND_ALL).enqueue(ids[start : start + PER_TASK], today.isoformat())
    if len(chosen) == BATCH:
        row.after = chosen[-1].pk
    else:
        row.hour, row.after = row.hour + 1, 0
    row.save(update_fields=["day", "hour", "after"])
    return True


def _who(names: list[str], hour: int, weekday: int, after: int):
    """People of these time zones whose digest is at this hour of this day of the week. Who chose nothing has no row."""
    usual = Preference()
    at = Q(preference__digest_hour=hour)
    chosen = at & Q(preference__digest="daily") | at & Q(
        preference__digest="weekly", preference__digest_weekday=weekday
    )
    if usual.digest == Preference.Digest.DAILY and hour == usual.digest_hour:
        chosen |= Q(preference=None)
    people = Person.objects.active().exclude(email=None).filter(chosen, time_zone__in=names, pk__gt=after)
    return people.select_related("preference").only("working_days", "preference__digest").order_by("pk")


def works_on(person, day: date) -> bool:
    """The daily one comes on the person's working days; the weekly one on the day that they chose."""
    weekly = getattr(person, "preference", None) and person.preference.digest == Preference.Digest.WEEKLY
    return bool(weekly) or not person.working_days or day.isoweekday() in person.working_days


@task()
def write_digests(ids: list[int], day: str) -> None:
    """The digests of these people; a second time changes nothing."""
    for person in Person.objects.active().filter(pk__in=ids):
        verbs.send(person, date.fromisoformat(day))


def forget_old() -> int:
    """What stood in a digest two months ago may come again; it won't, since it is too old."""
    return Issue.objects.filter(created_at__lt=timezone.now() - KEEP).delete()[0]
