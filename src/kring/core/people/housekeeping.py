"""Ways in that don't lead anywhere any more."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from kring.core.people.models import Invitation, LoginLink, Session

KEPT = timedelta(days=30)  # for whoever wonders why a link doesn't work


def forget_ways_in() -> int:
    """Delete sessions that are over, and links and invitations that were used or too old a month ago; returns how many."""
    now = timezone.now()
    sessions = Session.objects.filter(expire_date__lt=now).delete()[0]
    old = Q(expires_at__lt=now - KEPT)
    links = LoginLink.objects.filter(old | Q(used_at__lt=now - KEPT)).delete()[0]
    return sessions + links + Invitation.objects.filter(old, accepted_at=None).delete()[0]
