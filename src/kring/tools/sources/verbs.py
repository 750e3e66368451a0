"""Changing, pausing and removing a source. Who calls these has asked whether the person hosts the group."""

from django.db import transaction
from django.utils import timezone

from kring.core.activity.log import record
from kring.tools.sources.models import Entry, Pause, Source
from kring.tools.sources.naming import check_publishes, publishes


@transaction.atomic
def change(source: Source, by, title: str, mode: str) -> None:
    """What publishes by itself does so in the name of who wanted that; who only corrects a name takes nothing over."""
    told = {"title": title, "mode": mode}
    if mode == Source.Mode.SELF and (source.mode != mode or not publishes(source.by, source.group)):
        check_publishes(by, source.group)
        told["by"] = by
    Source.objects.filter(pk=source.pk).update(**told)
    record("sources.changed", actor=by, group=source.group)


@transaction.atomic
def pause(source: Source, by) -> None:
    if Pause.objects.get_or_create(source=source, defaults={"by": by})[1]:
        record("sources.paused", actor=by, group=source.group)


@transaction.atomic
def resume(source: Source, by) -> None:
    """It is looked at again at once, with its failures forgotten."""
    if Pause.objects.filter(source=source).delete()[0]:
        Source.objects.filter(pk=source.pk).update(
            next_at=timezone.now(), failing_since=None, failures=0, problem=""
        )
        record("sources.resumed", actor=by, group=source.group)


@transaction.atomic
def hurry(source: Source, by) -> None:
    """Look as soon as can be, rather than when its turn comes."""
    Source.objects.in_use().filter(pk=source.pk, failing_since__isnull=False).update(next_at=timezone.now())


@transaction.atomic
def remove(source: Source, by) -> None:
    """What was published stays, and is remembered, with what was skipped; what waits goes."""
    Entry.objects.filter(source=source, state__in=(Entry.State.WAITING, Entry.State.LEFT)).delete()
    if Source.objects.filter(pk=source.pk).delete()[0]:
        record("sources.removed", actor=by, group=source.group)
