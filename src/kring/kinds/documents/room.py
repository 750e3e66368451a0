"""How much room there is: for the documents of a group, and for all files of the platform."""

from django.conf import settings
from django.db.models import Sum
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from kring.core.refused import Refused
from kring.kinds.documents.models import Version

MB = 1024 * 1024


def used(group) -> int:
    """Bytes of all versions of all documents in a group; also of those in the bin, which can come back."""
    rows = Version.objects.filter(document__document__folder__group=group)
    return rows.aggregate(size=Sum("size"))["size"] or 0


def most() -> int:
    return settings.CONFIG.group_documents_mb * MB


def check(group, more: int) -> None:
    """Raise Refused, with figures, where `more` bytes don't fit."""
    if not most():
        return
    taken = used(group)
    if taken + more > most():
        words = {
            "group": group.name,
            "most": filesizeformat(most()),
            "left": filesizeformat(max(0, most() - taken)),
            "more": filesizeformat(more),
        }
        raise Refused(
            _("There is no room for this: the documents of %(group)s may take %(most)s, %(left)s is left and this takes %(more)s."
              " Put away what nobody needs, or ask a manager for more room.") % words, 413
        )  # fmt: skip
