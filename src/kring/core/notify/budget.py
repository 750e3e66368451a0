"""How often somebody may be interrupted in a day of theirs: pushes and mails that don't wait for the digest, together.

What exceeds it goes to the digest. That holds for what is meant for them alone, too: whoever wants to be called whatever
happens gives themselves a larger budget.
"""

from datetime import datetime

from kring.core.notify.models import Delivery, Preference
from kring.core.notify.quiet import midnight


def left(person, preference: Preference, now: datetime) -> int:
    """How many interruptions the person's day still has room for."""
    spent = Delivery.objects.filter(person=person, created_at__gte=midnight(person, now)).count()
    return max(0, preference.budget - spent)
