"""The polite mail back: why it wasn't posted, what to do, and what they wrote, so that nothing is lost.

Nobody is answered but people who are known here, at the address that is known, and each of them a few times a day. After
that, and for what may come by the hundred, one letter a day says that mails weren't posted.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.letterbox.models import Incoming
from kring.core.letterbox.reasons import ONCE_A_DAY, REASONS
from kring.core.mail import outbox
from kring.core.mail.models import Letter

ANSWERS = 8  # a day


def answer(row: Incoming, found) -> bool:
    """Write back what became of it, where there is something to say; part of the caller's transaction."""
    reason, person = REASONS.get(found.reason), found.person
    if reason is None or person is None or not person.is_active or not (reason.answer or found.told):
        return False
    said = found.reason
    if said not in ONCE_A_DAY and _answered_lately(person) >= ANSWERS:
        if found.state != Incoming.State.REFUSED or said == "other":
            return False
        said = "unanswered"
    key = f"letterbox-{row.pk}"
    if said in ONCE_A_DAY:
        key = f"letterbox-day-{person.pk}-{timezone.now():%Y-%m-%d}"
        if Letter.objects.filter(key=key).exists():
            return False
    letter = outbox.put(
        key,
        person=person,
        template="letterbox/mail/answer",
        context={
            "reason": said,
            "told": [str(line) for line in found.told],
            "words": found.words if reason.gives_back else "",
            "link": settings.BASE_URL + found.page if found.page else "",
            "sender": found.sender,
        },
        fill="kring.core.letterbox.answering:filled",
    )
    return letter is not None


def filled(letter) -> dict:
    """What the templates say beside the stored words, in the reader's language."""
    reason = letter.context["reason"]
    titles = {"files": _("Posted, but not all of it"), "unproven": _("Is this mail yours?")}
    once = _("Of more mails that aren’t posted today you may hear nothing.") if reason in ONCE_A_DAY else ""
    return {
        "once": once,
        "title": titles.get(reason, _("Your mail wasn’t posted")),
        "answer": REASONS[reason].answer,
        "open": _("Look at your drafts") if reason == "unproven" else _("Open the page"),
        "why": _("You get this because a mail in your name came to %(platform)s.")
        % {"platform": settings.CONFIG.name},
    }


def _answered_lately(person) -> int:
    since = timezone.now() - timedelta(days=1)
    return Incoming.objects.filter(person=person, answered=True, created_at__gt=since).count()
