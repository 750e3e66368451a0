"""What is due goes to the channels: at the right moment, within the day's budget, once, and only to who may still see it."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.utils import timezone

from kring.core.features import registry
from kring.core.groups import verbs as groups
from kring.core.notify import delivery, preferences, reading
from kring.core.notify.models import Delivery, Notification
from kring.interactions.comments import verbs as comments
from tests.notified import names, settle

pytestmark = pytest.mark.django_db
ALWAYS = {"only_working_days": False}


@pytest.fixture
def sent(monkeypatch):
    """What the channels were given: (channel, handle, comments)."""
    given = []

    def channel(name):
        def put(notification, causes):
            given.append((name, notification.person.handle, [cause.comment_id for cause in causes]))
            return True

        return put

    load = registry.load
    channels = {path: channel(name) for name, path in delivery.CHANNELS.items()}
    monkeypatch.setattr(registry, "load", lambda path: channels.get(path) or load(path))
    return given


def hour_later() -> None:
    """Everything that is due within the hour is due now."""
    later = timezone.now() + timedelta(hours=1)
    for due in ("mail_due_at", "push_due_at"):
        rows = Notification.objects.filter(**{f"{due}__lte": later})
        rows.update(**{due: timezone.now() - timedelta(seconds=1)})


def mention(calm, who="member", group="open"):
    item = calm.items[group, "published"]
    said = comments.post(calm.host, item, f"<p>{names(calm, who)} well</p>")
    settle()
    return said


def test_the_usual_is_calm(calm, sent):
    """A mention wakes the phone; everything else, and mail, waits for the digest."""
    preferences.save(calm.member, **ALWAYS)
    preferences.save(calm.outsider, **ALWAYS)
    said = mention(calm, "outsider")
    hour_later()
    delivery.deliver_due()
    assert sent == [("push", "outsider", [said.pk])]
    assert set(Notification.objects.values_list("held", flat=True)) == {"choice"}


def test_a_burst_is_one_mail(calm, sent):
    preferences.save(calm.member, preset="everything", **ALWAYS)
    said = [mention(calm).pk for _ in range(3)]
    row = Notification.objects.get()
    assert row.mail_due_at - row.first_at < timedelta(minutes=6)
    delivery.deliver_due()
    hour_later()
    delivery.deliver_due()
    delivery.deliver_due()
    assert [what for what in sent if what[0] == "mail"] == [("mail", "member", said)]
    assert Notification.objects.get().held == ""


def test_who_reads_it_first_gets_no_mail(calm, sent):
    preferences.save(calm.member, preset="everything", **ALWAYS)
    mention(calm)
    reading.read(calm.member, calm.items["open", "published"])
    hour_later()
    delivery.deliver_due()
    assert sent == []


@pytest.mark.parametrize("why", ["left", "binned", "deleted", "muted", "ended", "off", "silenced"])
def test_it_is_asked_again_at_delivery(calm, sent, why):
    preferences.save(calm.member, preset="everything", **ALWAYS)
    item = calm.items["closed", "published"]
    said = comments.post(calm.host, item, "<p>well</p>")
    settle()
    assert Notification.objects.get().mail_due_at
    match why:
        case "left":
            groups.leave(calm.groups["closed"], calm.member, by=calm.host)
        case "binned":
            item.to_bin(calm.host)
        case "deleted":
            comments.delete(said, calm.host)
        case "muted":
            preferences.mute(calm.member, item)
        case "ended":
            type(calm.member).objects.filter(pk=calm.member.pk).update(is_active=False)
        case "off":
            preferences.save(calm.member, preset="calm")
        case "silenced":
            preferences.set_level(calm.member, calm.groups["closed"], "nothing")
    hour_later()
    delivery.deliver_due()
    assert sent == []
    hour_later()
    delivery.deliver_due()
    assert sent == []
    assert not Notification.objects.exclude(mail_due_at=None, push_due_at=None).exists()


def test_what_exceeds_the_budget_goes_to_the_digest(calm, sent):
    preferences.save(calm.member, preset="everything", budget=2, **ALWAYS)
    for group in ("open", "closed", "secret"):
        mention(calm, group=group)
    hour_later()
    delivery.deliver_due()
    assert len(sent) == 2 == Delivery.objects.count()
    assert Notification.objects.filter(held="budget").count() == 2
    Delivery.objects.update(created_at=timezone.now() - timedelta(days=2))
    mention(calm)
    hour_later()
    delivery.deliver_due()
    assert len(sent) == 4


def test_without_a_way_to_the_person_nothing_is_spent(calm, monkeypatch):
    preferences.save(calm.member, preset="everything", **ALWAYS)
    load = registry.load
    none = {path: lambda *_: False for path in delivery.CHANNELS.values()}
    monkeypatch.setattr(registry, "load", lambda path: none.get(path) or load(path))
    mention(calm)
    hour_later()
    delivery.deliver_due()
    assert not Delivery.objects.exists()
    assert not Notification.objects.exclude(mail_due_at=None, push_due_at=None).exists()


def test_a_channel_that_fails_holds_up_nobody(calm, monkeypatch):
    preferences.save(calm.member, preset="everything", **ALWAYS)
    preferences.save(calm.outsider, preset="everything", **ALWAYS)
    mention(calm)
    mention(calm, "outsider")
    reached = []

    def put(notification, causes):
        if notification.person_id == calm.member.pk:
            raise OSError("no")
        reached.append(notification.person.handle)
        return True

    load = registry.load
    monkeypatch.setattr(
        registry, "load", lambda path: put if path in delivery.CHANNELS.values() else load(path)
    )
    hour_later()
    delivery.deliver_due()
    assert set(reached) == {"outsider"}
    late = Notification.objects.get(person=calm.member)
    assert late.mail_due_at > timezone.now() and late.push_due_at > timezone.now()


def test_at_night_it_waits_until_morning(calm, sent):
    now = timezone.now()
    begin, end = (now - timedelta(hours=1)).time(), (now + timedelta(hours=1)).time()
    type(calm.member).objects.filter(pk=calm.member.pk).update(time_zone="UTC")
    preferences.save(calm.member, preset="everything", quiet_from=begin, quiet_until=end, **ALWAYS)
    mention(calm)
    row = Notification.objects.get()
    assert row.mail_due_at == row.push_due_at > now + timedelta(minutes=59)
    Notification.objects.update(mail_due_at=now, push_due_at=now)  # as after a standstill
    delivery.deliver_due()
    assert sent == []
    assert Notification.objects.get().mail_due_at > now + timedelta(minutes=59)


class Somebody:
    def __init__(self, time_zone="Europe/Amsterdam", working_days=(1, 2, 3, 4, 5)):
        self.time_zone, self.working_days = time_zone, list(working_days)


@pytest.mark.parametrize(
    ("now", "quiet", "working", "until"),
    [
        ("2026-11-23 12:00", (), True, None),
        ("2026-11-22 12:00", (), False, None),
        ("2026-11-22 12:00", (), True, "2026-11-23 08:00"),
        ("2026-11-20 23:30", (19, 7), True, "2026-11-23 07:00"),
        ("2026-11-19 23:30", (19, 7), True, "2026-11-20 07:00"),
        ("2026-11-19 06:59", (19, 7), True, "2026-11-19 07:00"),
        ("2026-11-19 07:00", (19, 7), True, None),
        ("2026-11-19 13:00", (12, 14), True, "2026-11-19 14:00"),
        ("2026-11-22 23:00", (19, 7), False, "2026-11-23 07:00"),
        ("2026-03-29 01:30", (1, 3), False, "2026-03-29 03:00"),  # the night of summer time
        ("2026-11-19 13:00", (12, 12), True, None),
    ],
)
def test_quiet_hours_and_days_off(now, quiet, working, until):
    from zoneinfo import ZoneInfo

    from kring.core.notify.models import Preference
    from kring.core.notify.quiet import quiet_until

    here = ZoneInfo("Europe/Amsterdam")
    hours = dict(zip(("quiet_from", "quiet_until"), (time(hour) for hour in quiet), strict=bool(quiet)))
    preference = Preference(only_working_days=working, **hours)
    moment = datetime.fromisoformat(now).replace(tzinfo=here).astimezone(UTC)
    found = quiet_until(Somebody(), moment, preference)
    assert found == (until and datetime.fromisoformat(until).replace(tzinfo=here))


def test_who_never_works_is_told_some_day():
    from kring.core.notify.models import Preference
    from kring.core.notify.quiet import quiet_until

    assert quiet_until(Somebody(working_days=()), timezone.now(), Preference()) is None
    odd = quiet_until(Somebody("Nowhere/Land", [9]), timezone.now(), Preference())
    assert odd is None or odd - timezone.now() < timedelta(days=10)
