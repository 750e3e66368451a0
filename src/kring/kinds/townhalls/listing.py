from django.utils.translation import gettext_lazy as _

from kring.core.content.kind_stream import Part
from kring.core.content.listing import Listing, View


class TownHalls(Listing):
    new = _("Plan a town hall")
    intro = _("Ask those who run things. What most people want to know is answered first.")
    views = (
        View(
            _("Newest"),
            heading=_("There was no town hall yet"),
            why=_("Name who answers, and let everybody ask and vote before you meet."),
        ),
        View(
            _("Open for questions"),
            "open",
            part=Part(open=True),
            heading=_("No town hall takes questions now"),
            why=_("Answers go on in those that were held before."),
        ),
    )
