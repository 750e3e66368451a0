"""What people choose: only what differs is kept, and what can't be is said in a sentence."""

from datetime import time

import pytest

from kring.core.notify import budget, housekeeping, preferences, reasons
from kring.core.notify.models import GroupLevel, Notification, Preference
from kring.core.refused import Refused

pytestmark = pytest.mark.django_db


def channels(person, reason) -> tuple:
    preference = preferences.of(person)
    return tuple(preferences.channel(preference, reason, name) for name in preferences.CHANNELS)


def test_calm_is_the_default(cast):
    """In Kring at once, mail as a digest, and a push only for what is meant for one person."""
    for reason in reasons.shown():
        assert channels(cast.member, reason.slug) == (True, "digest", reason.weight > 2)


def test_presets(cast):
    preferences.save(cast.member, preset="normal")
    assert channels(cast.member, "mentioned") == (True, "now", True)
    assert channels(cast.member, "mine") == (True, "digest", True)
    assert channels(cast.member, "highlight") == (True, "digest", False)
    preferences.save(cast.member, preset="everything")
    assert channels(cast.member, "highlight") == (True, "now", False)
    assert channels(cast.member, "mine") == (True, "now", True)


def test_only_what_differs_is_kept(cast):
    preferences.save(
        cast.member, choices={"mentioned": {"push": True, "mail": "now"}, "mine": {"kring": True}}
    )
    assert preferences.of(cast.member).choices == {"mentioned": {"mail": "now"}}
    preferences.save(cast.member, preset="normal")
    assert preferences.of(cast.member).choices == {}
    assert channels(cast.member, "mentioned") == (True, "now", True)


def test_a_choice_about_a_feature_that_is_gone_is_kept(cast):
    preferences.save(cast.member, choices={"thanked by robots": {"push": True}})
    assert preferences.of(cast.member).choices == {"thanked by robots": {"push": True}}
    assert channels(cast.member, "thanked by robots") == (True, "digest", True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"preset": "loud"},
        {"digest": "hourly"},
        {"budget": -1},
        {"budget": 1000},
        {"digest_hour": 24},
        {"digest_weekday": 0},
        {"quiet_from": time(19)},
        {"quiet_from": "19:00", "quiet_until": "7:00"},
        {"choices": {"mine": {"mail": "often"}}},
        {"choices": {"mine": {"push": "yes"}}},
        {"choices": {"mine": {"pigeon": True}}},
    ],
)
def test_what_cant_be_is_refused_in_a_sentence(cast, wrong):
    with pytest.raises(Refused) as refusal:
        preferences.save(cast.member, **wrong)
    assert str(refusal.value).endswith(".") and refusal.value.status == 400
    assert not Preference.objects.exists()


def test_a_field_that_there_isnt_is_a_mistake_of_ours(cast):
    with pytest.raises(TypeError):
        preferences.save(cast.member, digest_sent_at=None)


def test_levels_are_for_members(cast):
    preferences.set_level(cast.member, cast.groups["closed"], "all")
    preferences.set_level(cast.member, cast.groups["closed"], "all")
    assert GroupLevel.objects.count() == 1
    preferences.set_level(cast.member, cast.groups["closed"], "highlights")
    assert not GroupLevel.objects.exists()
    for who, level in (("outsider", "all"), ("member", "loud")):
        with pytest.raises(Refused):
            preferences.set_level(cast[who], cast.groups["closed"], level)


def test_reasons_that_nobody_gives_are_not_shown(cast):
    from kring.core.features import verbs

    slugs = [reason.slug for reason in reasons.shown()]
    ours = [slug for slug in slugs if slug in ("mentioned", "answered", "mine")]
    assert ours == ["mentioned", "answered", "mine"] and len(slugs) == len(set(slugs))
    verbs.switch_platform("questions", "off")
    verbs.switch_platform("comments", "off")
    slugs = {reason.slug for reason in reasons.shown()}
    assert not slugs & {"best_answer", "answered", "mine"} and "mentioned" in slugs


def test_the_budget_is_of_the_persons_own_day(cast):
    from datetime import UTC, datetime

    from kring.core.notify.models import Delivery

    type(cast.member).objects.filter(pk=cast.member.pk).update(time_zone="Pacific/Auckland")
    cast.member.refresh_from_db()
    row = Notification.objects.create(person=cast.member, subject="x", reason="mine", verb="x")
    noon = datetime(2026, 6, 10, 0, 0, tzinfo=UTC)  # noon there
    Delivery.objects.create(
        notification=row,
        person=cast.member,
        channel="push",
        upto=1,
        created_at=datetime(2026, 6, 9, 12, 5, tzinfo=UTC),
    )
    Delivery.objects.create(
        notification=row,
        person=cast.member,
        channel="mail",
        upto=1,
        created_at=datetime(2026, 6, 9, 11, 55, tzinfo=UTC),
    )
    assert budget.left(cast.member, Preference(budget=3), noon) == 2
    assert budget.left(cast.member, Preference(budget=0), noon) == 0


def test_old_notifications_go(cast):
    from datetime import timedelta

    from django.utils import timezone

    now = timezone.now()

    def told(subject, last, read=None):
        Notification.objects.create(
            person=cast.member, subject=subject, reason="mine", verb="x",
            last_at=now - timedelta(days=last), read_at=read and now - timedelta(days=read),
        )  # fmt: skip

    told("read lately", 400, 10)
    told("read long ago", 400, 91)
    told("unread", 300)
    told("ignored", 366)
    assert housekeeping.forget_old() == 2
    assert set(Notification.objects.values_list("subject", flat=True)) == {"read lately", "unread"}
