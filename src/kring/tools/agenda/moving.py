"""Something planned appears at another moment."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.content.access import access_content
from kring.core.content.models import Content
from kring.core.refused import Refused
from kring.core.web import times


def was(content: Content) -> str:
    """When it is to appear, as a form carries it along; "" of a draft without a moment."""
    return content.published_at.isoformat() if content.is_scheduled and content.published_at else ""


@transaction.atomic
def move(person, id: int, at: datetime, before: str | None) -> Content:
    """Who wrote it moves it. `before` is `was` as they saw it: where somebody else (or they themselves, elsewhere) moved or posted
    it meanwhile, they are told so and nothing is done. None asks nothing."""
    content = access_content(person, id, to="publish", lock=True)
    if content.is_draft and before is not None and not _is_same(before, was(content)):
        raise Refused(_moved_meanwhile(content), 409)
    content.schedule(person, at)
    return content


def _is_same(before: str, now: str) -> bool:
    """The same moment, in whichever zone it is written."""
    try:
        return before == now or datetime.fromisoformat(before) == datetime.fromisoformat(now)
    except (TypeError, ValueError):
        return False


def _moved_meanwhile(content: Content) -> str:
    if not content.is_scheduled:
        return _("It was made a draft meanwhile. Look again, and choose a day if you still want to.")
    words = {"moment": times.moment(content.published_at)}
    return _("It was moved meanwhile, to %(moment)s. Look again, and move it if you still want to.") % words
