"""Checking in with a code on the host's screen.

The code names the event, the date and the half minute in which it was drawn, signed. It is taken for two minutes, from somebody who is
signed in, and counts for that person only: a photo of it that is passed on is stale before it arrives, and nobody can check in another.
Who opened it in time has ten minutes to say yes, so that signing in on a phone doesn't cost them their place.
"""

import io
import time
from datetime import date

import segno
from django.conf import settings
from django.core import signing
from django.urls import reverse
from markupsafe import Markup

SALT = "kring.events.check-in"
STEP = 30  # seconds: so long a code stays on the screen
TAKEN = 120
OPENED = 600


def code(content_id: int, key: date) -> str:
    """The code of this half minute."""
    return signing.dumps([content_id, key.toordinal(), int(time.time()) // STEP], salt=SALT)


def read(text: str) -> tuple[int, date] | None:
    """(content, date) of a code that is on the screen now, or was a moment ago; else None."""
    try:
        content_id, day, step = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (content_id, date.fromordinal(day)) if 0 <= time.time() - step * STEP <= TAKEN else None


def pass_for(person, content_id: int, key: date) -> str:
    """What the page of somebody who opened a code in time sends when they say yes; theirs alone."""
    return signing.dumps([person.pk, content_id, key.toordinal()], salt=SALT + ".pass")


def admitted(person, text: str) -> tuple[int, date] | None:
    try:
        who, content_id, day = signing.loads(text, salt=SALT + ".pass", max_age=OPENED)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (content_id, date.fromordinal(day)) if who == person.pk else None


def address(content_id: int, key: date) -> str:
    return settings.BASE_URL + reverse("event_here", kwargs={"token": code(content_id, key)})


def picture(text: str) -> Markup:
    """A QR code as SVG, black on white for every camera."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=8, border=2, xmldecl=False, svgns=True, omitsize=True
    )
    return Markup(out.getvalue().decode())
