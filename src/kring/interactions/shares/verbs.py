"""Share something in another group."""

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import verbs
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.interactions.shares.models import Share

KIND = "update"


def check_share(person, content) -> None:
    """Everybody who reads something may pass it on; the card is for who reads it too."""
    if content.is_draft:
        raise Refused(_("This isn't published yet."))


@transaction.atomic
def share(person, content: Content, group, body: str, token=None) -> Content:
    """Post `body` (clean HTML) in the group, with a card of `content`, which the caller has seen that they may see.
    What is itself only passed on, is passed on from its source."""
    check_share(person, content)
    passed_on = Share.objects.filter(content_id=content.pk).select_related("of").first()
    source = passed_on.of if passed_on else content
    made = verbs.post(person, group, KIND, body=body, token=token)
    _row, new = Share.objects.get_or_create(content_id=made.pk, defaults={"of_id": source.pk})
    if new:
        made.touch()
        record("shares.shared", actor=person, group=content.group, content=content, data={"in": made.pk})
    return made
