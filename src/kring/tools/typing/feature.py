"""Who is writing a comment, while they do. Off until a group wants it."""

from django.utils.translation import gettext_lazy as _

from kring.core.features.hooks import Ability, Fill, Slot
from kring.core.features.manifest import Feature


class Typing(Feature):
    name = "kring.tools.typing"
    label = "typing"
    slug = "typing"
    title = _("Who is writing")
    description = _("Shows below an item who is writing a comment at this moment.")
    icon = "pencil-line"
    default = "available"
    requires = ("comments",)

    abilities = (Ability("say_typing", "kring.tools.typing.saying:check"),)
    fills = (Fill(Slot.ITEM_FOOT, "typing/line.html", "kring.tools.typing.saying:line", order=25),)
