"""Asking who knows: a question that begins with its topic and the names of at most three people."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.content.verbs import may_post_in
from kring.core.features import registry
from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.core.people.presence import presence
from kring.core.refused import Refused

ASKED = "question"  # the kind that asks; where it isn't installed, or on nowhere, nobody is asked
MOST = 3
OFFERED = 8


def may_ask(viewer) -> bool:
    if ASKED not in registry.kinds():
        return False
    return bool(may_post_in(viewer, ASKED, Group.objects.open_for_posts(viewer).only("is_everyone")))


def whom(viewer, knowers) -> list[Person]:
    """Who can be asked, those who are confirmed by most first: not oneself, and not who is away today, unless they all are."""
    others = [one.person for one in knowers if one.person.pk != viewer.pk and one.person.is_active]
    here = [person for person in others if presence(person).today is not False]
    return (here or others)[:OFFERED]


def address(viewer, topic, handles: list[str]) -> str:
    """The composer with the topic and these people in it; Refused where they are too many."""
    handles = list(dict.fromkeys(handles))
    if len(handles) > MOST:
        raise Refused(
            _("Ask three people at most: who is asked with many waits for the others. Take one away."), 400
        )
    known = Person.objects.visible_to(viewer).active().exclude(pk=viewer.pk).filter(handle__in=handles)
    there = set(known.values_list("handle", flat=True))
    names = " ".join(f"@{handle}" for handle in handles if handle in there)
    asked = {"kind": ASKED, "topics": topic.name} | ({"body": f"{names} "} if names else {})
    return f"{reverse('new')}?{urlencode(asked)}"
