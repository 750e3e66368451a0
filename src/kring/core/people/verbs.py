"""Arriving, being invited, one-time links, changing oneself, roles, and leaving."""

import hashlib
import secrets
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain, count

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from slugify import slugify

from kring.core.activity.log import record
from kring.core.live.ended import ask_again
from kring.core.people import mail, words
from kring.core.people.expertise import topics_of
from kring.core.people.invitable import groups_to_invite_to, may_invite
from kring.core.people.models import Invitation, LoginLink, Person, Session
from kring.core.refused import Refused

LINK_LASTS = timedelta(hours=24)
INVITATION_LASTS = timedelta(days=14)
RESERVED = {"invite", "me", "everyone", "all", "here"}
PRIVATE = {"email", "theme", "language", "time_zone", "shortcuts"}
"""Fields that are nobody else's business: changing them is no event."""


@transaction.atomic
def arrive(
    *, name: str, handle: str = "", email: str | None = None, password: str | None = None, by=None, **fields
) -> Person:
    """A new person. Members come into the organisation's group at once; guests only where they are invited."""
    with _unique():
        person = Person.objects.create_user(
            handle=handle or free_handle(name), name=name, email=_address(email), password=password, **fields
        )
    if not person.is_guest:
        from kring.core.groups.verbs import add, everyone

        add(everyone(), person, role="host" if person.is_manager else "member")
    words.index([person.pk])
    record("people.arrived", actor=by or person, person=person)
    return person


def free_handle(name: str) -> str:
    """A handle made of the name that nobody has."""
    base = slugify(name, separator=".")[:50].strip(".") or "person"
    taken = set(Person.objects.filter(handle__startswith=base).values_list("handle", flat=True)) | RESERVED
    return next(handle for handle in chain([base], (f"{base}{n}" for n in count(2))) if handle not in taken)


@transaction.atomic
def edit(person: Person, by=None, expertise: list | None = None, **fields) -> None:
    """Change profile fields (not role, not whether the account is active). `expertise`: topics, or names of them."""
    changed = {name: value for name, value in fields.items() if getattr(person, name) != value}
    if "email" in changed:
        changed["email"] = _address(changed["email"])
    before = set(person.expertise.all())
    known_for = topics_of(expertise or [], before)
    if expertise is not None and known_for != before:
        person.expertise.set(known_for)
        shown = True
    else:
        shown = bool(set(changed) - PRIVATE)
    if not changed and not shown:
        return
    with _unique():
        Person.objects.filter(pk=person.pk).update(**changed, version=F("version") + 1)
    person.refresh_from_db()
    if shown:
        words.index([person.pk])
        record("people.edited", actor=by or person, person=person, data={"fields": sorted(changed)})


@transaction.atomic
def change_email(person: Person, email: str) -> None:
    """Change the address for signing in and mail; the old address is told, in case somebody else did this."""
    before = person.email
    edit(person, email=email or None)
    if before and before != person.email:
        mail.letter("email_changed", before, person.language, name=person.name, handle=person.handle)


@transaction.atomic
def set_password(person: Person, password: str, keep_session: str = "") -> None:
    """A new password ends every other session and every link that still lets somebody in."""
    person.set_password(password)
    Person.objects.filter(pk=person.pk).update(password=person.password, version=F("version") + 1)
    Session.objects.filter(person=person).exclude(session_key=keep_session).delete()
    ask_again(person.pk)
    LoginLink.objects.filter(person=person, used_at=None).delete()
    if person.email:
        mail.letter("password_changed", person.email, person.language, name=person.name)


@transaction.atomic
def login_link(person: Person, lasts: timedelta = LINK_LASTS) -> str:
    """A one-time address that signs this person in; also how an imported person is let in."""
    if not person.is_active:
        raise Refused(_("This account has ended."), 400)
    token = secrets.token_urlsafe(24)
    LoginLink.objects.create(person=person, token_hash=hashed(token), expires_at=timezone.now() + lasts)
    return settings.BASE_URL + reverse("login_link", kwargs={"token": token})


def open_login_link(token: str) -> LoginLink | None:
    """The link, if it still lets its person in."""
    links = LoginLink.objects.filter(token_hash=hashed(token), used_at=None, person__is_active=True)
    return links.filter(expires_at__gt=timezone.now()).select_related("person").first()


@transaction.atomic
def use_login_link(token: str) -> Person | None:
    """The person, once; None for a link that is used, too old, or never was."""
    link = open_login_link(token)
    if link is None or not LoginLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()):
        return None
    return link.person


@transaction.atomic
def invite(
    by: Person | None, *, email: str = "", name: str = "", role: str = "member", groups=()
) -> tuple[Invitation, str]:
    """An invitation and its address. Managers invite anybody; hosts invite guests to their own groups."""
    groups = list(groups)
    if not may_invite(by, role):
        raise Refused(_("Managers invite colleagues; hosts invite guests to their own groups."))
    if by is not None and len(groups) > groups_to_invite_to(by).filter(pk__in=[g.pk for g in groups]).count():
        raise Refused(_("You can only invite people to groups that you host."))
    if role == Person.Role.GUEST and not [g for g in groups if not g.is_everyone]:
        raise Refused(_("A guest sees only the groups they are invited to: choose at least one."), 400)
    invitation = Invitation.objects.create(
        email=_address(email) or "",
        name=name,
        role=role,
        invited_by=by,
        token_hash=secrets.token_hex(32),
        expires_at=timezone.now() + INVITATION_LASTS,
    )
    invitation.token_hash = hashed(invitation.token)
    invitation.save(update_fields=["token_hash"])
    invitation.groups.set(groups)
    record("people.invited", actor=by, data={"invitation": invitation.pk})
    return invitation, invitation.url


def find_invitation(token: str) -> Invitation | None:
    """The invitation, also one that has been used or is too old."""
    invitations = Invitation.objects.select_related("invited_by", "accepted_by")
    return invitations.filter(token_hash=hashed(token)).first()


def open_invitation(token: str) -> Invitation | None:
    """The invitation, if it still makes an account: who invited must still be somebody who may."""
    found = find_invitation(token)
    return found if found and found.is_open and may_invite(found.invited_by, found.role) else None


@transaction.atomic
def accept(
    invitation: Invitation, *, name: str, handle: str, email: str | None, password: str, **fields
) -> Person:
    """Make the account that was invited, and bring it into its groups. Works once."""
    took = Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(accepted_at=timezone.now())
    if not took:
        raise Refused(_("This invitation has been used. Sign in, or ask for a new one."), 400)
    by = invitation.invited_by
    person = arrive(
        name=name, handle=handle, email=email, password=password, role=invitation.role, by=by, **fields
    )
    from kring.core.groups.verbs import add

    groups = invitation.groups.filter(archived_at=None)
    for group in groups if by is None else groups.filter(pk__in=groups_to_invite_to(by).values("pk")):
        add(group, person, by=by)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=person)
    return person


@transaction.atomic
def set_role(person: Person, role: str, by) -> None:
    """Member, manager or guest. A guest leaves the organisation's group and hosts no other; a platform keeps one manager
    at least."""
    from kring.core.groups.verbs import add, changed, everyone

    _managers_only(by)
    if person.role == role:
        return
    _keep_a_manager(person)
    Person.objects.filter(pk=person.pk).update(role=role, version=F("version") + 1)
    person.role = role
    membership = person.memberships.filter(group=everyone())
    if role == Person.Role.GUEST:
        _hand_over(person)
        if membership.delete()[0]:
            changed(everyone(), person, -1)
    else:
        add(everyone(), person)
        membership.update(role="host" if role == Person.Role.MANAGER else "member")
    ask_again(person.pk)
    record("people.role_changed", actor=by, person=person, data={"role": role})


@transaction.atomic
def deactivate(person: Person, by) -> None:
    """End an account: the person is signed out everywhere at once; what they wrote stays."""
    _managers_only(by)
    if not person.is_active:
        return
    _keep_a_manager(person)
    Person.objects.filter(pk=person.pk).update(is_active=False, version=F("version") + 1)
    person.is_active = False
    Session.objects.filter(person=person).delete()
    ask_again(person.pk)
    LoginLink.objects.filter(person=person).delete()
    Invitation.objects.filter(invited_by=person, accepted_at=None).delete()
    words.index([person.pk])
    record("people.deactivated", actor=by, person=person)


@transaction.atomic
def reactivate(person: Person, by) -> None:
    """Let somebody in again whose account had ended; their password and groups are as they were."""
    _managers_only(by)
    if person.is_active:
        return
    Person.objects.filter(pk=person.pk).update(is_active=True, version=F("version") + 1)
    person.is_active = True
    words.index([person.pk])
    record("people.returned", actor=by, person=person)


def show_presence(person: Person, shown: bool) -> None:
    """Whether others see that this person is here. A setting of their own, of which nobody is told."""
    Person.objects.filter(pk=person.pk).exclude(shows_presence=shown).update(
        shows_presence=shown, version=F("version") + 1
    )
    ask_again(person.pk)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _managers_only(by) -> None:
    """`by` is None for the command line."""
    if by is not None and not by.is_manager:
        raise Refused(_("Only a manager can do this."))


def _hand_over(person: Person) -> None:
    """Who becomes a guest hosts no group any more; each of theirs must have another host."""
    hosted = person.memberships.filter(role="host", group__is_everyone=False)
    for membership in hosted.select_related("group").select_for_update(of=("self",)):
        others = membership.group.memberships.exclude(pk=membership.pk)
        if not others.filter(role="host").exists():
            raise Refused(
                _("%(group)s needs a host: make somebody else one first.")
                % {"group": membership.group}, 400
            )  # fmt: skip
    hosted.update(role="member")


def _keep_a_manager(person: Person) -> None:
    managers = Person.objects.select_for_update().filter(role=Person.Role.MANAGER, is_active=True)
    if person.is_manager and not [m for m in managers if m.pk != person.pk]:
        raise Refused(_("Make somebody else a manager first: the platform needs one."), 400)


def _address(email: str | None) -> str | None:
    return (email or "").strip().lower() or None


@contextmanager
def _unique():
    """Two people who take the same handle or address at the same moment: the second is told, not failed."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused(_("Somebody else has this handle or e-mail address. Choose another."), 409) from None
