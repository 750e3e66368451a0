"""Who may invite whom, and to where."""

from kring.core.people.models import Person


def may_invite(by: Person | None, role: str) -> bool:
    """Managers anybody, hosts guests. `by` is None for the command line."""
    if by is None:
        return True
    if not by.is_active or by.is_guest:
        return False
    return by.is_manager or (role == Person.Role.GUEST and groups_to_invite_to(by).exists())


def groups_to_invite_to(by: Person):
    """Living groups that `by` hosts; a manager also the open ones. To a closed group a manager has no key."""
    from django.db.models import Q

    from kring.core.groups.models import Group

    hosted = Q(pk__in=by.memberships.filter(role="host").values("group_id"))
    allowed = hosted | Q(access="open") if by.is_manager else hosted
    return Group.objects.visible_to(by).filter(allowed, archived_at=None, is_everyone=False)
