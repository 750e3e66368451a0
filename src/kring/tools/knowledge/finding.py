"""What the command palette finds: “procurement”, and “who knows procurement”."""

import re

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kring.core.features.addresses import address
from kring.core.search.finding import Typing
from kring.core.web.palette import Hit
from kring.tools.knowledge import subjects

FEW = 3
ASKS = re.compile(
    r"^(?:who\s+knows(?:\s+about)?|wie\s+weet(?:\s+iets)?(?:\s+(?:van|over))?|wie\s+kent)\s+", re.IGNORECASE
)


def find(typing: Typing) -> list[Hit]:
    """Topics with words that begin so, of which somebody whom the person may see knows something."""
    bare = ASKS.sub("", typing.typed)
    hits = (typing if bare == typing.typed else Typing(typing.person, bare)).found(FEW, ("topic",))
    found = subjects.described(typing.person, [hit.topic for hit in hits if hit.topic])
    return [_hit(one) for one in found if one.count]


def _hit(subject) -> Hit:
    line = ngettext("%(num)s person knows about it", "%(num)s people know about it", subject.shown)
    label = WHO_KNOWS % {"topic": subject.topic.name}
    return Hit(
        label,
        address("knowledge_subject", slug=subject.topic.slug),
        line % {"num": subject.shown},
        icon="lightbulb",
    )


WHO_KNOWS = _("Who knows about %(topic)s")
