"""Whether people may still see what they were told of: asked when it is listed and when it is delivered."""

from django.db.models import Q

from kring.core.content.models import Content
from kring.core.content.querysets import comments_on, people_who_see
from kring.core.features import places
from kring.core.groups.models import Group
from kring.core.notify.models import Cause, Notification
from kring.core.notify.origins import is_told


def may_see(row: Notification) -> bool:
    if not row.person.is_active:
        return False
    if row.content_id:
        return people_who_see(row.content).filter(pk=row.person_id).exists()
    if row.group_id is None and places.is_one(row.subject):
        return places.may_read(row.subject, row.person)
    return row.group_id is None or Group.objects.visible_to(row.person).filter(pk=row.group_id).exists()


def seen_by(person) -> Q:
    """Which notifications the person may see, as a condition on them."""
    return (
        Q(content__in=Content.objects.visible_to(person).values("pk"))
        | Q(content=None, group__in=Group.objects.visible_to(person).values("pk"))
        | Q(content=None, group=None)
    )


def there() -> Q:
    """Causes without comments that were deleted, or that stand where comments are off; and nothing that a feature told
    which is off there now."""
    return (Q(comment=None) | comments_on("comment__") & Q(comment__deleted_at=None)) & is_told()


def causes_there(row: Notification) -> list[Cause]:
    """What made the notification, in order."""
    return list(row.causes.filter(there()).select_related("actor", "comment").order_by("pk"))
