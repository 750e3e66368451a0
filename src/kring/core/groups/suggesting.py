"""Groups that might suit somebody, each with the reason: where people of their team are, or what they know about."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.core.groups.directory import Found, described
from kring.core.groups.models import Group, Membership
from kring.core.people.models import Person
from kring.core.people.words import split

SHOWN = 4
MOST_TEAM = 60
MOST_TOPICS = 10
SHORTEST = 4  # a word that says something about a group


def suggestions(person) -> list[Found]:
    """A few, the best first; none for guests, who come where they are invited."""
    if person.is_guest:
        return []
    why = _where_the_team_is(person)
    for group, reason in _about_my_topics(person).items():
        why.setdefault(group, reason)
    chosen = dict(list(why.items())[:SHOWN])
    groups = Group.objects.visible_to(person).in_bulk(chosen)
    found = described([groups[pk] for pk in chosen if pk in groups], person)
    for one in found:
        one.why = chosen[one.group.pk]
    return found


def _others(person):
    """Groups that the person could go into and isn't in."""
    groups = Group.objects.visible_to(person).filter(archived_at=None, is_everyone=False)
    return groups.exclude(pk__in=list(person.roles))


def _where_the_team_is(person) -> dict[int, str]:
    """Only open groups: who is in a closed one is known by who is in it."""
    people = Person.objects.visible_to(person).active().exclude(pk=person.pk)
    near = Q(manager=person)
    if person.manager_id:
        near |= Q(manager=person.manager_id) | Q(pk=person.manager_id)
    team = list(people.filter(near).values_list("pk", flat=True)[:MOST_TEAM])
    if not team:
        return {}
    there = Membership.objects.filter(person__in=team, group__in=_others(person).filter(access="open"))
    counts = there.values_list("group").annotate(people=Count("pk")).order_by("-people", "group")[:SHOWN]
    words = _team_words
    return {group: words(number) for group, number in counts}


def _team_words(number: int) -> str:
    text = ngettext("%(num)s of your team is here", "%(num)s of your team are here", number)
    return text % {"num": number}


def _about_my_topics(person) -> dict[int, str]:
    """By their words: a group that speaks of what somebody knows about."""
    topics = {
        topic.name: words
        for topic in person.expertise.order_by("name")[:MOST_TOPICS]
        if (words := [word for word in split(topic.name) if len(word) >= SHORTEST])
    }
    if not topics:
        return {}
    speaks = Q()
    for words in topics.values():
        one = Q()
        for word in words:
            one &= Q(found_by__contains=f" {word}")
        speaks |= one
    found = {}
    for group in _others(person).filter(speaks).order_by("-member_count", "pk")[:SHOWN]:
        about = next(name for name, words in topics.items() if all(f" {w}" in group.found_by for w in words))
        found[group.pk] = _("It is about %(topic)s, which you know about") % {"topic": about}
    return found
