"""What paper asks about an item: what its kind can count, else whether one likes it; and room for words."""

import segno
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.content.room import Room, room
from kring.tools.bridge.codes import code

# How many slips fit on a sheet, with room to write, by the most choices that stand on them.
ON_A_SHEET = ((1, 8), (4, 6))
LEAST = 4


def asked(content) -> Room:
    return room(content) or Room(_("Tick the box if you agree."), (("like", _("I like this")),))


def slips(content) -> int:
    """How many fit on a sheet."""
    choices = len(asked(content).choices)
    return next((many for most, many in ON_A_SHEET if choices <= most), LEAST)


def address(request, content) -> str:
    return request.build_absolute_uri(reverse("short", kwargs={"code": code(content.pk)}))


def shown(address: str) -> str:
    """As people read and type it."""
    return address.partition("://")[2].rstrip("/")


def qr(address: str) -> Markup:
    """The address as a QR code: inline SVG, black on white, with the margin that readers need."""
    made = segno.make(address, error="m", micro=False)
    return Markup(made.svg_inline(border=2, omitsize=True, svgclass="qr-code", lineclass=None, light="#fff"))
