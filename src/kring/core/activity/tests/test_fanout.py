"""After commit: once, by features that are on, again after a failure, and never half."""

import threading

import pytest
from django.db import connection, transaction

from kring.core.activity import fanout
from kring.core.activity.log import record
from kring.core.activity.models import Event
from kring.core.content.models import Topic
from kring.core.features import registry
from kring.core.features import verbs as switch_verbs
from kring.core.features.hooks import EventType, Handler
from kring.core.groups.models import Group
from tests.installed import feature, installed

HERE = __name__


def handler(name: str) -> Handler:
    return Handler("test.happened", name)


def note(event) -> None:
    """A handler that leaves a row: whatever ran and stayed can be counted."""
    Topic.objects.create(slug=f"event-{event.pk}-{Topic.objects.count()}", name="handled")


def stumble(event) -> None:
    note(event)
    raise RuntimeError("not today")


def handled(event) -> int:
    return Topic.objects.filter(slug__startswith=f"event-{event.pk}-").count()


@pytest.fixture
def listening(db, monkeypatch):
    """Installs features that handle `test.happened`: `listening(noting=note, other=stumble)`; feature slug → handler."""
    from contextlib import ExitStack

    paths = {"tests:note": note, "tests:stumble": stumble}
    real = registry.load
    monkeypatch.setattr(registry, "load", lambda path: paths[path] if path in paths else real(path))
    with ExitStack() as stack:

        def listen(**handlers):
            made = [
                feature(
                    slug, handlers=(handler(f"tests:{call.__name__}"),), events=(EventType(f"{slug}.x", "x"),)
                )
                for slug, call in handlers.items()
            ]
            stack.enter_context(installed(*made))

        yield listen


def happen(group=None) -> Event:
    return record("test.happened", group=group)


def test_every_handler_runs_once(listening):
    listening(one=note, two=note)
    event = happen()
    assert fanout.fan_out(event.pk) is True
    assert fanout.fan_out(event.pk) is False
    fanout.sweep()
    assert handled(event) == 2
    event.refresh_from_db()
    assert event.fanned_out_at


def test_handlers_of_other_events_stay_silent(listening):
    listening(one=note)
    event = record("test.something_else")
    assert fanout.fan_out(event.pk)
    assert handled(event) == 0


def test_an_event_that_never_was(db):
    assert fanout.fan_out(2**40) is False


@pytest.mark.parametrize(
    ("state", "choice", "calls"),
    [("off", "on", 0), ("available", "on", 1), ("on", "off", 0), ("always", "off", 1)],
)
def test_a_feature_that_is_off_there_stays_silent(listening, state, choice, calls):
    listening(one=note)
    group = Group.objects.create(name="g", slug="g")
    switch_verbs.switch_platform("one", state)
    switch_verbs.switch_group("one", group, choice)
    event = happen(group)
    assert fanout.fan_out(event.pk) is True
    assert handled(event) == calls


def test_switched_on_later_it_does_not_hear_of_it_after_all(listening):
    listening(one=note)
    switch_verbs.switch_platform("one", "off")
    event = happen()
    fanout.fan_out(event.pk)
    switch_verbs.switch_platform("one", "on")
    fanout.sweep()
    assert handled(event) == 0


def test_a_handler_that_fails_undoes_the_others_and_all_are_tried_again(listening, monkeypatch):
    listening(one=note, two=stumble)
    event = happen()
    with pytest.raises(RuntimeError):
        fanout.fan_out(event.pk)
    event.refresh_from_db()
    assert handled(event) == 0, "what ran before the failure must not stay"
    assert event.fanned_out_at is None
    monkeypatch.setitem(globals(), "stumble", note)
    monkeypatch.setattr(
        registry,
        "load",
        lambda path: note if path.startswith("tests:") else registry.import_string(path.replace(":", ".")),
    )
    assert fanout.sweep() >= 1
    assert handled(event) == 2


def test_one_event_that_can_not_be_handled_does_not_stop_the_others(listening):
    listening(one=note)
    before, after = happen(), happen()
    broken = record("test.breaks")
    last = happen()
    with installed(
        *[registry.features()["one"]], feature("two", handlers=(Handler("test.breaks", "tests:stumble"),))
    ):
        fanout.sweep()
    assert [handled(e) for e in (before, after, broken, last)] == [1, 1, 0, 1]
    broken.refresh_from_db()
    assert broken.fanned_out_at is None


def test_more_broken_events_than_one_sweep_takes_do_not_hold_up_the_rest(listening):
    listening(one=note)
    broken = [record("test.breaks") for _ in range(4)]
    good = happen()
    with installed(
        *[registry.features()["one"]], feature("two", handlers=(Handler("test.breaks", "tests:stumble"),))
    ):
        for _ in range(4):
            fanout.sweep(limit=3)
    assert handled(good) == 1
    assert not Event.objects.filter(pk__in=[e.pk for e in broken]).exclude(fanned_out_at=None).exists()


def test_rolled_back_it_never_happened(listening):
    listening(one=note)
    try:
        with transaction.atomic():
            event = happen()
            raise RuntimeError
    except RuntimeError:
        pass
    assert not Event.objects.filter(pk=event.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_before_the_commit(listening):
    from django_tasks_db.models import DBTaskResult

    with transaction.atomic():
        event = happen()
        assert not DBTaskResult.objects.exists()
    assert DBTaskResult.objects.count() == 1  # one for all that wait
    assert fanout.fan_out_waiting.call() is None
    event.refresh_from_db()
    assert event.fanned_out_at


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once(listening):
    """Both take the same event; the mark is read under a lock, so one of them finds that it has been done."""
    if connection.vendor == "sqlite":
        pytest.skip(
            "a test's SQLite is in memory, with one connection; test_killed runs two processes on a file"
        )
    listening(one=note)
    events = [happen() for _ in range(10)]

    def work():
        fanout.sweep()
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [handled(event) for event in events] == [1] * 10
