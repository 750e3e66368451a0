"""Prompts publish themselves: once, in somebody's name, and not what is long past."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kring.core.activity import fanout
from kring.core.activity.models import Event
from kring.core.content.models import Content
from kring.core.features import verbs as switch
from kring.core.groups import membership
from kring.core.groups import verbs as groups
from kring.core.notify import listing
from kring.core.notify.models import Notification
from kring.core.people import verbs as people
from kring.project.housekeeping import chores
from kring.tools.agenda import dates, publishing, verbs
from kring.tools.agenda.models import Pause, Prompt
from kring.tools.agenda.tests.prompts import made

pytestmark = pytest.mark.django_db
DAILY = {"weekdays": [0, 1, 2, 3, 4, 5, 6]}


def overdue(prompt: Prompt, days: float = 0) -> Prompt:
    """As if its time had come so many days and some minutes ago, and every day since."""
    at = (timezone.now() - timedelta(minutes=7)).astimezone(dates.zone()).replace(second=0, microsecond=0)
    first = at - timedelta(days=days)
    Prompt.objects.filter(pk=prompt.pk).update(hour=at.time(), starts_on=first.date(), next_at=first)
    return Prompt.objects.get(pk=prompt.pk)


def posted(words="What went well?"):
    return Content.objects.filter(title=words, state="published")


def test_it_is_posted_once_in_the_name_of_its_maker(cast):
    prompt = overdue(made(cast.groups["closed"], cast.host, **DAILY))
    assert publishing.publish_due() == 1
    item = posted().get()
    assert (item.author, item.group, item.kind) == (cast.host, cast.groups["closed"], "update")
    assert (
        "One sentence." in item.body
        and Event.objects.filter(verb="content.published", content_id=item.pk).count() == 1
    )
    prompt.refresh_from_db()
    assert prompt.last == item and prompt.next_at > timezone.now() > prompt.last_at
    assert publishing.publish_due() == 0
    Prompt.objects.update(next_at=prompt.last_at)  # as if the row had come from a copy made before
    assert publishing.publish_due() == 1 and posted().count() == 1


def test_of_what_was_missed_only_the_last_is_posted(cast):
    overdue(made(cast.groups["open"], cast.host, **DAILY), days=3)
    assert publishing.publish_due() == 1 and publishing.publish_due() == 0
    assert posted().count() == 1


def test_what_was_missed_long_ago_is_left_out(cast):
    prompt = made(cast.groups["open"], cast.host, **DAILY)
    prompt = overdue(prompt)
    Prompt.objects.update(
        weekdays=[(dates.today(timezone.now()).weekday() - 4) % 7],
        next_at=timezone.now() - timedelta(days=4),
        starts_on=prompt.starts_on - timedelta(days=20),
    )
    assert publishing.publish_due() == 0 and not posted().exists()
    assert Prompt.objects.get().next_at > timezone.now()


def test_killed_in_the_middle_nothing_is_half_and_the_next_time_it_is_whole(cast, monkeypatch):
    overdue(made(cast.groups["open"], cast.host, **DAILY))
    before = Event.objects.count()
    with monkeypatch.context() as patch:
        patch.setattr(dates, "next_after", lambda *_: 1 / 0)  # after the post, before the prompt knows
        assert publishing.publish_due() == 0
    assert not posted().exists() and Event.objects.count() == before
    assert publishing.publish_due() == 1 and posted().count() == 1


def test_one_that_fails_holds_up_no_other(cast, monkeypatch):
    for title in ("a", "b"):
        overdue(made(cast.groups["open"], cast.host, **DAILY, title=title))
    real = publishing._post
    monkeypatch.setattr(
        publishing, "_post", lambda prompt, at: 1 / 0 if prompt.title == "a" else real(prompt, at)
    )
    assert publishing.publish_due() == 1 and posted("b").exists() and not posted("a").exists()


def test_the_worker_does_it_and_not_where_it_is_switched_off(cast):
    prompt = overdue(made(cast.groups["open"], cast.host, **DAILY))
    chore = next(one for one in chores() if "agenda" in one.run.__name__)
    switch.switch_platform("agenda", "off")
    chore.run()
    switch.switch_platform("agenda", "on")
    switch.switch_group("agenda", cast.groups["open"], "off")
    chore.run()
    assert not posted().exists() and Prompt.objects.get().next_at == prompt.next_at
    switch.switch_group("agenda", cast.groups["open"], "inherit")
    chore.run()
    assert posted().count() == 1


@pytest.mark.parametrize(
    ("why", "do"),
    [
        ("left", lambda cast, group: membership.leave(group, cast.member)),
        ("ended", lambda cast, group: people.deactivate(cast.member, by=cast.manager)),
        ("archived", lambda cast, group: groups.archive(group, cast.host)),
    ],
)
def test_who_cant_post_any_more_posts_nothing_and_the_hosts_hear(cast, why, do):
    group = cast.groups["open"]
    prompt = overdue(made(group, cast.member, **DAILY))
    do(cast, group)
    assert publishing.publish_due() == 0 and publishing.publish_due() == 0
    assert not posted().exists() and Pause.objects.get(prompt=prompt).why == why
    assert Event.objects.filter(verb="agenda.prompt_stopped").count() == 1
    fanout.sweep()
    told = Notification.objects.filter(group=group, reason="hosting").values_list("person__handle", flat=True)
    assert set(told) == {"host"}
    row = next(row for row in listing.page(cast.host) if row.notification.group_id == group.pk)
    assert "A recurring prompt in" in row.sentence and row.url == f"/g/{group.slug}/agenda/prompts/"


def test_a_kind_that_is_off_waits_without_a_word(cast):
    group = cast.groups["open"]
    prompt = overdue(made(group, cast.host, **DAILY))
    switch.switch_group("updates", group, "off")
    assert publishing.publish_due() == 0 and not Pause.objects.exists()
    assert "In the name of" not in cast.client("host").get("/g/open/agenda/prompts/").text
    assert cast.client("host").get(f"/g/open/agenda/prompts/{prompt.pk}/").status_code == 404
    switch.switch_group("updates", group, "inherit")
    assert publishing.publish_due() == 1 and posted().count() == 1


def test_another_host_lets_it_go_on_in_their_own_name(cast):
    group = cast.groups["open"]
    overdue(made(group, cast.member, **DAILY))
    membership.leave(group, cast.member)
    publishing.publish_due()
    prompt = Prompt.objects.get()
    verbs.resume(prompt, cast.host)
    prompt = Prompt.objects.get()
    assert prompt.by == cast.host and not prompt.waits and prompt.next_at > timezone.now()
    assert publishing.publish_due() == 0, "what it missed isn't made up for"


def test_paused_it_is_silent_and_then_goes_on_with_what_comes(cast):
    prompt = overdue(made(cast.groups["open"], cast.host, **DAILY))
    verbs.pause(prompt, cast.host)
    verbs.pause(prompt, cast.host)
    assert publishing.publish_due() == 0
    verbs.resume(prompt, cast.host)
    assert publishing.publish_due() == 0 and Prompt.objects.get().by == cast.host
    assert Event.objects.filter(verb="agenda.prompt_paused").count() == 1


def test_after_the_end_it_is_over(cast):
    prompt = made(cast.groups["open"], cast.host, **DAILY)
    overdue(prompt)
    Prompt.objects.update(ends_on=dates.today(timezone.now()))
    publishing.publish_due()
    last = Prompt.objects.get()
    assert last.next_at is None or last.next_at.astimezone(dates.zone()).date() == last.ends_on
