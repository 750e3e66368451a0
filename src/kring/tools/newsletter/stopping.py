"""The end of a newsletter's subscription, and its beginning again; `value` is the group whose newsletters they are."""

from kring.core.groups.models import Group
from kring.core.mail.models import Letter
from kring.tools.newsletter.models import Newsletter, OptOut


def stop(person, value: str) -> None:
    group = _group(value)
    if group is not None:
        OptOut.objects.get_or_create(person=person, group=group, defaults={"after": _last(person)})


def resume(person, value: str) -> None:
    group = _group(value)
    if group is not None:
        OptOut.objects.filter(person=person, group=group).delete()


def _group(value: str) -> Group | None:
    if not value.isdecimal():
        return None
    return Group.objects.filter(pk=int(value)).first()  # seen: nothing of it is shown, the link is signed


def _last(person) -> Newsletter | None:
    """The newsletter that they had last: that one is counted to have lost them."""
    letters = Letter.objects.filter(person=person, mailing__isnull=False).order_by("-pk")
    number = letters.values_list("mailing", flat=True).first()
    return Newsletter.objects.filter(pk=number).first() if number else None
