"""Say whom an item of thanks is for, and for what."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content.access import can
from kring.core.content.models import Content
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.kinds.thanks.models import Thanked, ThanksDetails

MOST = 10


def check_people(by, group, people: Sequence[Person], before: Sequence[int] = ()) -> None:
    """Raise Refused with the reason where `by` can't thank these in `group`; who is thanked there already (`before`) stays."""
    if not people:
        raise Refused(_("Name at least one colleague."), 400)
    if len(people) > MOST:
        raise Refused(_("Thank ten people at most at once: a thank-you to everybody is nobody's."), 400)
    for person in people:
        if person.pk in before:
            continue
        if person.pk == by.pk:
            raise Refused(_("You can't thank yourself. Leave that to a colleague."), 400)
        if not person.is_active:
            raise Refused(_("%(name)s has left, and wouldn't see it.") % {"name": person.name}, 400)
        if not reads(person, group):
            words = {"name": person.name, "group": group.name}
            raise Refused(_("%(name)s doesn't read along in %(group)s. Choose another group.") % words, 400)


def reads(person, group) -> bool:
    """Will this person see what is posted in the group?"""
    return group.pk in person.roles or (group.access == "open" and not person.is_guest)


@transaction.atomic
def address(content: Content, by, people: Sequence[Person], about: Content | None = None) -> None:
    """Thank these people with `content`, for `about`, which the caller has seen that `by` may see. Who is added to what has
    been published is told; who is taken out isn't."""
    details, _made = ThanksDetails.objects.get_or_create(content_id=content.pk)
    before = list(details.people.values_list("person_id", flat=True))
    check_people(by, content.group, people, before)
    ThanksDetails.objects.filter(pk=content.pk).update(about=about)
    details.people.exclude(person__in=people).delete()
    added = [person for person in people if person.pk not in before]
    Thanked.objects.bulk_create([Thanked(thanks=details, person=person) for person in added])
    Content.objects.filter(pk=content.pk).touch()
    for person in added if before and not content.is_draft else ():
        record("thanks.extended", actor=by, group=content.group, content=content, person=person)


def may_name(by, content: Content | None) -> bool:
    """Can thanks be for this? For what is published and `by` may see."""
    return content is not None and not content.is_draft and can(by, content, "read")
