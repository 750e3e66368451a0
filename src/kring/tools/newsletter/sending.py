"""Sending: a letter for each reader into the outbox, a few hundred at a time.

The letters and how far it has come are written in one transaction, and a letter's key names newsletter and reader: killed
anywhere it goes on where it was, and nobody gets one twice.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from kring.core.activity.log import record
from kring.core.mail import outbox
from kring.core.refused import Refused
from kring.tools.newsletter import audience, verbs
from kring.tools.newsletter.models import Newsletter, State

AT_ONCE = 200
TEMPLATE, FILL = "mail/newsletter", "kring.tools.newsletter.letter:fill"


@task()
def send_on(newsletter_id: int) -> None:
    """One portion; where more are to come, the next task takes them."""
    if send_some(newsletter_id):
        send_on.enqueue(newsletter_id)


@transaction.atomic
def send(newsletter: Newsletter, person=None) -> None:
    """Begin to send it now. Twice is once."""
    found = verbs.ready(newsletter)
    by = person or found.by
    if person is None and not found.may_write(by):
        _hold_back(found)
        return
    to = audience.people(found).count()
    Newsletter.objects.filter(pk=found.pk).update(
        state=State.SENDING, begun_at=timezone.now(), send_at=None, by=by, person_count=to
    )
    record("newsletter.sent", actor=by, group=audience.sender(found), data={"newsletter": found.pk})
    transaction.on_commit(lambda: send_on.enqueue(found.pk))


def _hold_back(newsletter: Newsletter) -> None:
    """Who scheduled it may not send it any more: it waits for another host."""
    Newsletter.objects.filter(pk=newsletter.pk).update(state=State.DRAFT, send_at=None)


def send_some(newsletter_id: int) -> bool:
    """The next readers; False when there are no more of them."""
    newsletter = Newsletter.objects.filter(pk=newsletter_id, state=State.SENDING).first()
    if newsletter is None:
        return False
    readers = list(
        audience.people(newsletter).filter(pk__gt=newsletter.last_person_id).order_by("pk")[:AT_ONCE]
    )
    if not readers:
        done = Newsletter.objects.filter(pk=newsletter.pk, state=State.SENDING)
        done.update(state=State.SENT, sent_at=timezone.now())
        return False
    letters = [letter(newsletter, reader) for reader in with_something(newsletter, readers)]
    with transaction.atomic():
        row = Newsletter.objects.select_for_update().get(pk=newsletter.pk)
        if row.last_person_id == newsletter.last_person_id:  # else another worker was just ahead
            row.letter_count += outbox.put_many(letters)
            row.last_person_id = readers[-1].pk
            row.save(update_fields=["letter_count", "last_person_id"])
    return True


def with_something(newsletter: Newsletter, readers: list) -> list:
    """Those for whom there is something in it: an item that they may read, or nothing but the writer's own words."""
    contents = list(audience.items(newsletter))
    if not newsletter.parts.filter(content__isnull=False).exists():
        return readers
    seen = audience.seen_by(readers, contents)
    return [reader for reader in readers if seen[reader.pk]]


def letter(newsletter: Newsletter, reader, test: str = ""):
    """The letter to one reader, or None where there is no way to them. `test`: it is only looked at, and counted nowhere."""
    return outbox.drawn(
        f"newsletter-{newsletter.pk}-{test or reader.pk}",
        person=reader,
        subject=f"{_('Test')}: {newsletter.subject}" if test else newsletter.subject,
        template=TEMPLATE,
        fill=FILL,
        context={"newsletter": newsletter.pk, "test": bool(test)},
        list_unsubscribe=f"newsletter:{audience.sender(newsletter).pk}",
        newsletter=None if test else newsletter.pk,
    )


def send_test(newsletter: Newsletter, person) -> None:
    """To who writes it, and nobody else."""
    now = f"{timezone.now():%Y%m%d%H%M%S}"
    made = letter(newsletter, person, test=f"test-{person.pk}-{now}")
    if made is None:
        raise Refused(_("There is no e-mail address to send it to: set yours in your settings."), 400)
    outbox.put_many([made])


def send_due() -> None:
    """The worker's: begin what was scheduled, and go on with what a killed worker left."""
    for newsletter in Newsletter.objects.filter(state=State.SCHEDULED, send_at__lte=timezone.now()):
        try:
            send(newsletter)
        except Refused:  # emptied or sent meanwhile
            _hold_back_if_due(newsletter)
    for pk in Newsletter.objects.filter(state=State.SENDING).values_list("pk", flat=True):
        send_some(pk)


def _hold_back_if_due(newsletter: Newsletter) -> None:
    Newsletter.objects.filter(pk=newsletter.pk, state=State.SCHEDULED).update(state=State.DRAFT, send_at=None)
