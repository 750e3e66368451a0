"""Check a document out while you work on it, and give it back."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import is_host
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.kinds.documents.rows import CheckOut

NOTE = 200


@transaction.atomic
def check_out(content, by, note: str = "") -> CheckOut:
    """From now on only `by` brings a newer version; again, with another note. The caller has asked `check_replace`."""
    note = " ".join(note.split())[:NOTE]
    mine = CheckOut.objects.filter(content_id=content.pk, by=by).first()
    if mine is not None:
        CheckOut.objects.filter(pk=mine.pk).update(note=note)
        return mine
    try:
        with transaction.atomic():
            row = CheckOut.objects.create(content_id=content.pk, by=by, note=note)
    except IntegrityError:
        raise Refused(_("Somebody else has just checked this out."), 409) from None
    _record("documents.checked_out", content, by)
    return row


def check_end(person, content) -> None:
    """Who checked it out ends it; else its author, or a host."""
    row = CheckOut.objects.select_related("by").filter(content_id=content.pk).first()
    if row and person.pk not in (row.by_id, content.author_id) and not is_host(person, content.group):
        raise Refused(
            _("%(name)s is at work on this: they can end it, or the author, or a host.")
            % {"name": row.by.name}
        )


@transaction.atomic
def end(content, by) -> None:
    """Others may bring a newer version again. The caller has asked `check_end`."""
    row = CheckOut.objects.select_related("by").filter(content_id=content.pk).first()
    if row is None:
        return
    row.delete()
    _record("documents.returned", content, by, row.by)


def _record(verb: str, content, by, person=None) -> None:
    Content.objects.filter(pk=content.pk).touch()
    record(verb, actor=by, group=content.group, content=content, person=person)
