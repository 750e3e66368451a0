"""In whose name news from a source may appear."""

from kring.core.content.verbs import check_post
from kring.core.groups.access import check
from kring.core.refused import Refused

KIND = "news"
"""What an entry becomes; the feature of this kind is required by ours."""


def check_publishes(person, group) -> None:
    """Raise Refused unless this person hosts the group and may post its news."""
    check(person, group, "host")
    check_post(person, group, KIND)


def publishes(person, group) -> bool:
    if not person.is_active:
        return False
    try:
        check_publishes(person, group)
    except Refused:
        return False
    return True
