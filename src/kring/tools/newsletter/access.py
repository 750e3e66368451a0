"""Fetch and authorise a newsletter in one call."""

from django.http import Http404
from django.utils.translation import gettext as _

from kring.core.refused import Refused
from kring.tools.newsletter.models import Newsletter, hosted_by


def access_newsletter(person, id: int, to: str = "read") -> Newsletter:
    """The newsletter, if `person` may read or `write` it (else Http404). To change one, it must not have gone out: `edit`."""
    rows = Newsletter.objects.visible_to(person) if to == "read" else Newsletter.objects.written_by(person)
    found = rows.select_related("by").prefetch_related("groups").filter(pk=id).first()
    if found is None:
        raise Http404
    if to == "edit" and not found.is_draft:
        raise Refused(_("This newsletter has gone out: it can't be changed any more."), 409)
    return found


def may_start(person) -> bool:
    """Hosts for their groups, managers for everyone."""
    return person.is_manager or ("host" in person.roles.values() and hosted_by(person).exists())
