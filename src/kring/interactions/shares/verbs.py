"""Share something in another group."""

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import verbs
from kring.core.content.access import is_host
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.interactions.shares.models import Placing, Share

KIND = "update"


def check_share(person, content) -> None:
    """Everybody who reads something may pass it on; the card is for who reads it too."""
    if content.is_draft:
        raise Refused(_("This isn't published yet."))


def source_of(content: Content) -> Content:
    """What an update passes on; else the item itself."""
    passed_on = Share.objects.filter(content_id=content.pk).select_related("of").first()
    return passed_on.of if passed_on else content


@transaction.atomic
def place(person, content: Content, group) -> Content:
    """Let it stand in this group too: one item, one discussion. Returns what stands there now."""
    check_share(person, content)
    source = Content.objects.visible_to(person).filter(pk=source_of(content).pk).first()
    if source is None:
        raise Refused(_("What this passes on isn’t there any more, or you can’t see it."), 409)
    if source.group_id == group.pk:
        raise Refused(_("It stands in this group already. Write a few words to bring it up again."), 409)
    _row, new = Placing.objects.get_or_create(content_id=source.pk, group=group, defaults={"by": person})
    if new:
        record("shares.placed", actor=person, group=source.group, content=source, data={"in": group.pk})
    return source


def check_take_out(person, row: Placing) -> None:
    """Who put it there, who posted it, and the hosts there."""
    if person.pk not in (row.by_id, row.content.author_id) and not is_host(person, row.group):
        raise Refused(_("Who put it there takes it out, or a host of that group."))


@transaction.atomic
def take_out(person, row: Placing) -> None:
    check_take_out(person, row)
    if Placing.objects.filter(pk=row.pk).delete()[0]:
        told = {"in": row.group_id}
        record("shares.taken_out", actor=person, group=row.content.group, content=row.content, data=told)


@transaction.atomic
def share(person, content: Content, group, body: str, token=None) -> Content:
    """Post `body` (clean HTML) in the group, with a card of `content`, which the caller has seen that they may see.
    What is itself only passed on, is passed on from its source."""
    check_share(person, content)
    source = source_of(content)
    made = verbs.post(person, group, KIND, body=body, token=token)
    _row, new = Share.objects.get_or_create(content_id=made.pk, defaults={"of_id": source.pk})
    if new:
        made.touch()
        record("shares.shared", actor=person, group=content.group, content=content, data={"in": made.pk})
    return made
