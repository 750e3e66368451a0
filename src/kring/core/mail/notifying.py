"""Notifications by mail: what somebody did, their words, and one button to the place itself."""

from babel.dates import format_datetime
from django.conf import settings
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kring.core.content import text
from kring.core.content.models import Comment
from kring.core.mail import outbox
from kring.core.mail.models import Letter
from kring.core.notify import listing, reasons
from kring.core.notify.models import Delivery, Notification
from kring.core.notify.sight import seen_by

MOST_WORDS = 3
LENGTH = 600


def put(notification, causes) -> bool:
    """Have the person mailed about `causes` (in order); those that an earlier mail of this notification told of aren't told
    again. False where no mail reaches them."""
    told = Delivery.objects.filter(notification=notification, channel="mail").aggregate(upto=Max("upto"))
    new = [cause for cause in causes if cause.pk > (told["upto"] or 0)]
    if not new:
        return False
    letter = outbox.put(
        f"n{notification.pk}-{new[-1].pk}",
        person=notification.person,
        template="mail/notification",
        context={
            "notification": notification.pk,
            "comments": [cause.comment_id for cause in new if cause.comment_id][-MOST_WORDS:],
            "comment_count": sum(cause.comment_id is not None for cause in new),
            "again": told["upto"] is not None,
        },
        fill="kring.core.mail.notifying:fill",
        content=notification.content,
        reply=notification.content_id is not None,
        list_unsubscribe=f"reason:{notification.reason}",
    )
    return letter is not None and letter.state != Letter.State.KEPT


def fill(letter) -> dict | None:
    """The words of such a letter as they are now; None where the person has read it here meanwhile."""
    known, person = letter.context, letter.person
    found = Notification.objects.filter(seen_by(person), pk=known["notification"], read_at=None)
    rows = listing.shown(list(found.select_related("content__group", "content__author", "group")))
    if not rows:
        return None
    row = rows[0]
    comments = Comment.objects.visible_to(person).there().filter(pk__in=known["comments"])
    said = [_said(c.author, c.body, c.created_at) for c in comments.select_related("author").order_by("pk")]
    if known["comments"] and not said:
        return None  # all of it was deleted
    content = row.content
    if content is not None and not said and content.excerpt:
        said = [_said(content.author, content.body, content.published_at or content.created_at)]
    return {
        "subject": _subject(row, answers=bool(known["comments"]) or known["again"]),
        "sentence": row.sentence,
        "html": row.html,
        "place": _place(row),
        "words": said,
        "more": _more(known["comment_count"] - len(known["comments"])),
        "link": settings.BASE_URL + row.url,
        "open": _("Read and answer") if content is not None else _("Open"),
        "sender": _("%(name)s via %(platform)s")
        % {"name": row.actors[0].name if row.actors else _("Somebody"), "platform": settings.CONFIG.name},
        "why": _why(row.notification.reason),
        "preview": said[-1]["words"][:140] if said else row.sentence,
    }


def _said(author, body: str, at) -> dict:
    locale = (translation.get_language() or "en")[:2]
    when = format_datetime(timezone.localtime(at), "d MMM HH:mm", locale=locale)
    return {"person": author, "name": author.name, "words": text.excerpt(body, LENGTH), "when": when}


def _subject(row, answers: bool) -> str:
    """The title, so that mail programs which thread by subject do so, too."""
    if row.content is None:
        return row.sentence
    return f"Re: {row.content.heading}" if answers else row.content.heading


def _place(row) -> str:
    words = [row.content.spec.label] if row.content is not None and row.content.spec else []
    return " · ".join(map(str, [*words, *([row.group] if row.group else [])]))


def _more(count: int) -> str:
    if count <= 0:
        return ""
    return translation.ngettext(
        "And %(num)s comment before these.", "And %(num)s comments before these.", count
    ) % {"num": count}


def _why(slug: str) -> str:
    reason = reasons.get(slug)
    if reason is None:
        return _("You get this by your settings.")
    return _("You get this by your setting: tell me when %(reason)s.") % {"reason": reason.title}
