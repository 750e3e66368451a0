"""Who may write to whom. Members write to everybody; a guest and somebody else only while they share a group. Who blocked
somebody isn't written to by them; what that person reads says no more than that it didn't go."""

from django.db.models import Q
from django.utils.translation import gettext as _

from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.tools.messages.models import Block

MOST = 30


def writable_by(person):
    """Whom the person may begin a conversation with, as far as who they are goes."""
    return Person.objects.visible_to(person).active().exclude(pk=person.pk)


def check(person, others: list[Person]) -> None:
    """May `person` bring these together? Raises Refused with a sentence that names nobody's choice."""
    if not others:
        raise Refused(_("Choose who this is for."), 400)
    if len(others) >= MOST:
        raise Refused(
            _("A conversation has at most %(most)s people. For more, start a group.") % {"most": MOST}
        )
    together = [person, *others]
    for one in together:
        check_meets(one, [other for other in together if other.pk != one.pk])
    check_blocks(person, others)


def check_meets(one: Person, others: list[Person]) -> None:
    """A guest meets only those whom they know; whoever has left is written to no more."""
    if not one.is_active:
        raise Refused(_("%(name)s isn’t here any more.") % {"name": one.name})
    if not one.is_guest:
        return
    ids = {other.pk for other in others}
    known = set(Person.objects.visible_to(one).filter(pk__in=ids).values_list("pk", flat=True))
    if ids - known:
        raise Refused(_("A guest can only write with people of their own groups."))


def check_blocks(person, others: list[Person]) -> None:
    """Neither way: who blocked somebody doesn't write to them either, until they let them in again."""
    ids = [other.pk for other in others]
    rows = Block.objects.filter(Q(person=person, blocked__in=ids) | Q(person__in=ids, blocked=person))
    names = {other.pk: other.name for other in others}
    for row in rows:
        if row.person_id == person.pk:
            raise Refused(_("You blocked %(name)s. Unblock them first.") % {"name": names[row.blocked_id]})
        raise Refused(_("Your message can’t be delivered to %(name)s.") % {"name": names[row.person_id]})
