"""From what is due to the outboxes of mail and push. Whether the person may still see it, still wants it and can be
disturbed now is asked here again, in the transaction that hands it over.

A channel's `put(notification, causes)` writes into its own outbox and sends nothing; False: it has no way to this person.
"""

from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kring.core.features import registry
from kring.core.notify import budget, planning, preferences, sight
from kring.core.notify.models import UNREAD, Delivery, Notification
from kring.core.notify.quiet import quiet_until

log = structlog.get_logger("kring.notify")
CHANNELS = {"push": "kring.core.push.notifying:put", "mail": "kring.core.mail.notifying:put"}
AT_ONCE = 200
LATER = timedelta(minutes=10)  # when a channel that failed is tried again


def deliver_due() -> int:
    """Hand over what is due; returns how many notifications were looked at."""
    due = Notification.objects.filter(
        Q(mail_due_at__lte=timezone.now()) | Q(push_due_at__lte=timezone.now()), UNREAD
    )
    ids = list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for id in ids:
        try:
            deliver(id)
        except Exception:  # one that can't be delivered holds up no other; the log says which
            log.exception("a notification couldn't be handed over", notification=id)
            _postpone(id)
    return len(ids)


@transaction.atomic
def deliver(id: int) -> None:
    now = timezone.now()
    rows = Notification.objects.select_for_update(skip_locked=True, of=("self",)).filter(UNREAD, pk=id)
    row = rows.select_related("person__preference", "content__group", "group").first()
    if row is None:  # read meanwhile, or another worker is at it
        return
    if not sight.may_see(row):
        Notification.objects.filter(pk=id).update(mail_due_at=None, push_due_at=None, held="", hidden="gone")
        return
    changes: dict[str, object] = {}
    for channel in CHANNELS:
        due = getattr(row, f"{channel}_due_at")
        if due is not None and due <= now:
            changes |= _through(channel, row, now)
    if changes:
        Notification.objects.filter(pk=id).update(**changes)


def _through(channel: str, row: Notification, now) -> dict[str, object]:
    """What changes in the row, now that it is due by this channel."""
    due, done = f"{channel}_due_at", f"{'mailed' if channel == 'mail' else 'pushed'}_at"
    preference = planning.preference_of(row.person)
    wanted = preferences.channel(preference, row.reason, channel)
    if wanted not in (True, "now"):
        return {due: None, "held": row.held or ("choice" if wanted == "digest" else "")}
    if rest := quiet_until(row.person, now, preference):
        return {due: rest}
    causes = sight.causes_there(row)
    if not causes or _has_gone(row, channel, causes):
        return {due: None}
    if not budget.left(row.person, preference, now):
        return {due: None, "held": "budget"}
    if not registry.load(CHANNELS[channel])(row, causes):
        return {due: None}
    Delivery.objects.create(notification=row, person=row.person, channel=channel, upto=causes[-1].pk)
    return {due: None, done: now} | ({"held": ""} if channel == "mail" else {})


def _has_gone(row: Notification, channel: str, causes) -> bool:
    return Delivery.objects.filter(notification=row, channel=channel, upto=causes[-1].pk).exists()


def _postpone(id: int) -> None:
    later = timezone.now() + LATER
    for due in ("mail_due_at", "push_due_at"):
        Notification.objects.filter(**{"pk": id, f"{due}__lte": timezone.now()}).update(**{due: later})
