"""How people come into a group and leave it again.

Each verb says which state is wanted, so a second click, or a second tab, changes nothing. `by` is who decides it about
somebody else, and is checked; without it the platform itself decides (an import, a command).
"""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.groups.access import check
from kring.core.groups.models import Group, GroupInvitation, JoinRequest, Membership
from kring.core.live.ended import ask_again
from kring.core.people.models import Person
from kring.core.refused import Refused


def everyone() -> Group:
    """The organisation itself: the group that all members are in and guests aren't."""
    name = settings.CONFIG.name
    made = {"name": name, "slug": "everyone", "access": "open", "found_by": Group(name=name).words}
    return Group.objects.get_or_create(is_everyone=True, defaults=made)[0]


@transaction.atomic
def join(group: Group, person) -> None:
    """Become a member of an open group, or of one that invited you."""
    if is_in(group, person):
        return
    check_living(group)
    invited = GroupInvitation.objects.filter(group=group, person=person).exists()
    if not invited and (group.access != "open" or person.is_guest):
        raise Refused(_("This group is closed: ask to join, and a host will answer."))
    add(group, person)


@transaction.atomic
def ask(group: Group, person, note: str = "") -> None:
    """Ask the hosts of a closed group; where nobody need be asked, join."""
    if is_in(group, person):
        return
    check_living(group)
    invited = GroupInvitation.objects.filter(group=group, person=person).exists()
    if invited or (group.access == "open" and not person.is_guest):
        return join(group, person)
    if group.access == "secret" or person.is_guest:
        raise Refused(_("Into this group people come by invitation."))
    _row, made = JoinRequest.objects.get_or_create(group=group, person=person, defaults={"note": note[:300]})
    if made:
        record("groups.asked", actor=person, group=group, person=person)


@transaction.atomic
def withdraw(group: Group, person) -> None:
    """Take back what was asked."""
    if JoinRequest.objects.filter(group=group, person=person).delete()[0]:
        record("groups.withdrawn", actor=person, group=group, person=person)


@transaction.atomic
def approve(request: JoinRequest, by=None) -> bool:
    """Let in who asked; False where that was answered or withdrawn meanwhile."""
    group, person = request.group, request.person
    if by is not None:
        check(by, group, "host")
    check_living(group)
    _check_active(person)
    if not JoinRequest.objects.filter(pk=request.pk).delete()[0]:
        return False
    add(group, person, by=by)
    return True


@transaction.atomic
def decline(request: JoinRequest, by=None) -> bool:
    group, person = request.group, request.person
    if by is not None:
        check(by, group, "host")
    if not JoinRequest.objects.filter(pk=request.pk).delete()[0]:
        return False
    record("groups.declined", actor=by, group=group, person=person)
    return True


@transaction.atomic
def invite(group: Group, person, by=None) -> None:
    """Invite somebody of the organisation, or a guest; an invitation to who had asked makes them a member."""
    if by is not None:
        check(by, group, "host" if person.is_guest else "invite")
    check_living(group)
    if is_in(group, person):
        return
    _check_active(person)
    if group.is_everyone and person.is_guest:
        raise Refused(_("Guests aren't in the group of the whole organisation."), 400)
    if JoinRequest.objects.filter(group=group, person=person).exists():
        return add(group, person, by=by)
    _row, made = GroupInvitation.objects.get_or_create(
        group=group, person=person, defaults={"invited_by": by}
    )
    if made:
        Person.objects.filter(pk=person.pk).update(version=F("version") + 1)
        record("groups.invited", actor=by, group=group, person=person)


@transaction.atomic
def uninvite(group: Group, person, by=None) -> None:
    """Take an invitation back (a host, or who sent it), or say no to one's own."""
    invitation = GroupInvitation.objects.filter(group=group, person=person).first()
    if invitation is None:
        return
    own = by is not None and by.pk in (person.pk, invitation.invited_by_id)
    if by is not None and not own:
        check(by, group, "host")
    invitation.delete()
    Person.objects.filter(pk=person.pk).update(version=F("version") + 1)
    declined = by is not None and by.pk == person.pk
    record(
        "groups.invitation_declined" if declined else "groups.uninvited", actor=by, group=group, person=person
    )


@transaction.atomic
def leave(group: Group, person, by=None) -> None:
    """Leave, or be removed by a host. The last host can't go while others remain, or while others could join: whoever is
    alone archives the group first."""
    removed = by is not None and by.pk != person.pk
    if removed:
        check(by, group, "host")
    if group.is_everyone:
        raise Refused(_("Everybody in the organisation is in this group; it can't be left."), 400)
    membership = _locked(group, person)
    if membership is None:
        return
    others = membership.group.memberships.filter(person__is_active=True).exclude(pk=membership.pk)
    if others.exists() or not membership.group.is_archived:
        _keep_a_host(membership)
    membership.delete()
    changed(group, person, -1)
    ask_again(person.pk)
    record("groups.removed" if removed else "groups.left", actor=by or person, group=group, person=person)


@transaction.atomic
def set_role(group: Group, person, role: str, by=None) -> None:
    """Make a member a host, or a host a member again. A manager may make themselves host of any group; the event tells
    its members so."""
    if role not in Membership.Role.values:
        raise Refused(_("In a group people are members or hosts."), 400)
    if by is not None:
        check(by, group, "manage")
    if role == "host" and person.is_guest:
        raise Refused(_("A guest can't host a group."), 400)
    membership = _locked(group, person)
    if membership is None:
        if not (role == "host" and by is not None and by.is_manager and by.pk == person.pk):
            raise Refused(_("They aren't in this group: invite them first."), 400)
        add(group, person, role=role, by=by)
    elif membership.role == role:
        return
    else:
        if role == "member":
            _keep_a_host(membership)
        Membership.objects.filter(pk=membership.pk).update(role=role)
        changed(group, person, 0)
    record(
        "groups.host_made" if role == "host" else "groups.host_unmade", actor=by, group=group, person=person
    )


def seen(group_id: int, person) -> None:
    """The person has looked at the group: its dot in the rail goes out."""
    Membership.objects.filter(group_id=group_id, person=person).update(seen_at=timezone.now())


def welcomed(group: Group, person) -> None:
    """The person has read the welcome message and put it away."""
    Membership.objects.filter(group=group, person=person, welcomed_at=None).update(welcomed_at=timezone.now())


def add(group: Group, person, role: str = "member", by=None) -> None:
    """A place among the members; nobody is asked. A guest gets none in the organisation's group."""
    if group.is_everyone and person.is_guest:
        return
    _membership, made = Membership.objects.get_or_create(group=group, person=person, defaults={"role": role})
    if made:
        GroupInvitation.objects.filter(group=group, person=person).delete()
        JoinRequest.objects.filter(group=group, person=person).delete()
        changed(group, person, 1)
        record("groups.joined", actor=by or person, group=group, person=person)


def changed(group: Group, person, members: int) -> None:
    Group.objects.filter(pk=group.pk).update(member_count=F("member_count") + members)
    Person.objects.filter(pk=person.pk).update(version=F("version") + 1)
    person.forget_roles()


def is_in(group: Group, person) -> bool:
    return Membership.objects.filter(group=group, person=person).exists()


def check_living(group: Group) -> None:
    if group.is_archived:
        raise Refused(_("This group is archived: it can be read, not added to."), 400)


def _check_active(person) -> None:
    if not person.is_active:
        raise Refused(_("This account has ended."), 400)


def _locked(group: Group, person) -> Membership | None:
    """The membership, once nobody else is changing who hosts the group: two hosts who leave at the same moment would
    otherwise each count on the other."""
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)  # seen: only locked
    return Membership.objects.select_for_update(of=("self",)).filter(group=group, person=person).first()


def _keep_a_host(membership: Membership) -> None:
    hosts = membership.group.memberships.filter(role="host", person__is_active=True)
    if membership.role == "host" and not hosts.exclude(pk=membership.pk).exists():
        raise Refused(
            _("A group needs a host. Make somebody else one first, or archive the group if you are alone."),
            400,
        )
