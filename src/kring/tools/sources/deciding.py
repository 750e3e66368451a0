"""Publishing what waits, leaving it, and changing one's mind. Who calls these has asked whether the person hosts the group."""

import uuid

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.content.models import Content
from kring.core.content.verbs import post
from kring.core.refused import Refused
from kring.tools.sources import wording
from kring.tools.sources.models import Entry
from kring.tools.sources.naming import KIND, check_publishes

NAMES = uuid.UUID("a0f4b3b6-55d0-4c27-9b1c-6f1f4a6b7e52")


@transaction.atomic
def publish(pk: int, by, *, title: str = "", words: str = "") -> Content | None:
    """As news of the group, in the name of `by`: with `words` (clean HTML) of their own above what the source says. None where it
    doesn't wait any more: somebody was ahead, or it gave way to newer ones."""
    entry = _held(pk)
    if entry is None:
        return None
    check_publishes(by, entry.group)
    item = post(
        by, entry.group, KIND, title=title or entry.title, body=wording.body(entry, by, words),
        language=wording.language(entry, by), origin_url=entry.url if len(entry.url) <= 500 else "",
        token=uuid.uuid5(NAMES, f"{entry.group_id} {entry.key}"),
    )  # fmt: skip
    _decide(entry, by, Entry.State.PUBLISHED, content=item)
    return item


@transaction.atomic
def skip(pk: int, by) -> bool:
    """It isn't for this group. True where it waited."""
    entry = _held(pk)
    if entry:
        _decide(entry, by, Entry.State.SKIPPED)
    return entry is not None


@transaction.atomic
def put_back(pk: int, by) -> bool:
    """What was skipped waits again."""
    back = Entry.objects.filter(pk=pk, state=Entry.State.SKIPPED)
    return bool(back.update(state=Entry.State.WAITING, decided_by=None, decided_at=None))


def publish_all(pks, by) -> tuple[int, int]:
    """(published, not waiting any more). Each by itself, the oldest first, so that the newest stands on top."""
    order = (
        Entry.objects.waiting()
        .filter(pk__in=pks)
        .order_by("published_at", "-pk")
        .values_list("pk", flat=True)
    )
    done = sum(publish(pk, by) is not None for pk in list(order))
    return done, len(set(pks)) - done


def skip_all(pks, by) -> tuple[int, int]:
    done = sum(skip(pk, by) for pk in pks)
    return done, len(set(pks)) - done


def check_waits(entry: Entry) -> None:
    if entry.state != Entry.State.WAITING:
        raise Refused(_("This doesn’t wait any more: somebody was ahead of you."))


def _held(pk: int) -> Entry | None:
    rows = Entry.objects.waiting().select_for_update(of=("self",)).select_related("group", "source")
    return rows.filter(pk=pk).first()


def _decide(entry: Entry, by, state: str, content: Content | None = None) -> None:
    told = {"state": state, "content": content, "decided_by": by, "decided_at": timezone.now()}
    Entry.objects.filter(pk=entry.pk).update(**told)
