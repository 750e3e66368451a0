"""Say what one knows and take it back, confirm what a colleague knows, suggest it to them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kring.core.activity.log import record
from kring.core.content import labels
from kring.core.content.models import Topic
from kring.core.people import verbs as people
from kring.core.people.expertise import MOST_TOPICS
from kring.core.people.models import Person
from kring.core.refused import Refused
from kring.tools.knowledge import counting
from kring.tools.knowledge.models import Claim, Confirmation, Standing, Suggestion


@transaction.atomic
def know(person, topic: Topic) -> None:
    """The person says that they know about this."""
    Person.objects.select_for_update().get(pk=person.pk)
    known = list(person.expertise.all())
    if topic in known:
        return
    if len(known) >= MOST_TOPICS:
        words = {"number": MOST_TOPICS}
        raise Refused(_("You say that you know %(number)s things already. Take one away first.") % words, 409)
    people.edit(person, expertise=[*known, topic])
    _told_so(person, topic)


@transaction.atomic
def forget(person, topic: Topic) -> None:
    """The person says so no more; what colleagues confirmed of it goes with it."""
    Person.objects.select_for_update().get(pk=person.pk)
    people.edit(person, expertise=[one for one in person.expertise.all() if one != topic])
    lapse(Confirmation.objects.filter(person=person, topic=topic))


def lapse(confirmations) -> None:
    """What these confirm, nobody says any more."""
    for person, topic in set(confirmations.order_by().values_list("person_id", "topic_id")):
        Confirmation.objects.filter(person_id=person, topic_id=topic).delete()
        Standing.objects.filter(person_id=person, topic_id=topic).delete()


@transaction.atomic
def confirm(person, topic: Topic, by) -> None:
    """`by`, who sees the person, says so too; a second time changes nothing."""
    if person.pk == by.pk:
        raise Refused(_("What you know yourself, your colleagues confirm."), 400)
    if not person.is_active or not Claim.objects.filter(person=person, topic=topic).exists():
        words = {"name": person.name, "topic": topic.name}
        raise Refused(_("%(name)s doesn't say that they know about %(topic)s any more.") % words, 409)
    _row, new = Confirmation.objects.get_or_create(person=person, topic=topic, by=by)
    if new:
        counting.move(person.pk, topic.pk, 1)
        record("knowledge.confirmed", actor=by, person=person, data={"subject": topic.pk})


@transaction.atomic
def take_back(person, topic: Topic, by) -> None:
    if Confirmation.objects.filter(person=person, topic=topic, by=by).delete()[0]:
        counting.move(person.pk, topic.pk, -1)


@transaction.atomic
def suggest(person, name: str, by) -> Topic:
    """Ask the person whether they know about this. Nobody else sees that, until they say so."""
    topic = topic_called(name)
    if person.pk == by.pk:
        raise Refused(_("What you know yourself you needn't suggest: say so on your own page."), 400)
    words = {"name": person.name, "topic": topic.name}
    if not person.is_active:
        raise Refused(_("%(name)s has left, and wouldn't see it.") % words, 400)
    if Claim.objects.filter(person=person, topic=topic).exists():
        raise Refused(_("%(name)s says so already. Confirm it instead.") % words, 409)
    _row, new = Suggestion.objects.get_or_create(person=person, topic=topic, by=by)
    if new:
        record("knowledge.suggested", actor=by, person=person, data={"subject": topic.pk})
    return topic


@transaction.atomic
def decline(person, topic: Topic) -> None:
    """Not for this person; who suggested it isn't told."""
    asked = Suggestion.objects.filter(person=person, topic=topic, declined_at=None)
    asked.update(declined_at=timezone.now())


def topic_called(name: str) -> Topic:
    """The topic of this name, perhaps a new one; of two that were made one, the one that stayed."""
    names = labels.split(name)
    if len(names) != 1 or len(names[0]) > labels.LONGEST:
        raise Refused(_("Write one topic, in a word or two."), 400)
    topic = labels.topics(names)[0]
    return topic.merged_into or topic


def _told_so(person, topic: Topic) -> None:
    """Whoever suggested it has confirmed it with that."""
    asked = Suggestion.objects.filter(person=person, topic=topic)
    for by in Person.objects.active().filter(pk__in=asked.values("by")):
        confirm(person, topic, by)
    asked.delete()
