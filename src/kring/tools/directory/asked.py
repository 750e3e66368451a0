"""What somebody looks for: the question in the address, and the addresses of other questions near it."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import Http404

from kring.core.groups.models import Group
from kring.core.people.words import FILTERS, split

ORDERS = ("name", "new")


@dataclass(frozen=True)
class Asked:
    """`group` and the three filters are "" where nothing is chosen; `letter` begins the list there; `after` continues it."""

    words: str = ""
    department: str = ""
    location: str = ""
    expertise: str = ""
    group: str = ""
    order: str = "name"
    letter: str = ""
    ended: str = ""
    after: str = ""

    @property
    def filters(self) -> dict[str, str]:
        return {name: value for name in FILTERS if (value := getattr(self, name))}

    @property
    def narrows(self) -> bool:
        """Does a filter leave people out?"""
        return bool(self.filters or self.group or self.ended)

    @property
    def query(self) -> str:
        """This question as the end of an address, without what is as usual."""
        values = {"q": self.words, **self.filters, "group": self.group, "letter": self.letter,
                  "order": self.order if self.order != "name" else "", "ended": self.ended, "after": self.after}  # fmt: skip
        text = urlencode({name: value for name, value in values.items() if value})
        return f"?{text}" if text else ""

    def but(self, **changes) -> "Asked":
        """The same question from the top, with something else in it."""
        return replace(self, **{"after": "", **changes})


def read(request) -> Asked:
    """What the address asks. A group that this person doesn't read is not found, nor is an ended account by a member."""
    given = request.GET
    order, letter = given.get("order", "name"), "".join(split(given.get("letter", "")))[:1]
    asked = Asked(
        words=given.get("q", "").strip()[:100],
        group=given.get("group", "")[:80],
        order=order if order in ORDERS else "name",
        letter=letter,
        ended="1" if given.get("ended") else "",
        after=given.get("after", "")[:140],
        **{name: given.get(name, "").strip()[:120] for name in FILTERS},
    )
    if asked.ended and not request.user.is_manager:
        raise Http404
    return asked


def group_asked(person, asked: Asked) -> Group | None:
    """The group that the list is narrowed to; who is in it may be known by who reads it."""
    if not asked.group:
        return None
    group = Group.objects.readable_by(person).filter(slug=asked.group).first()
    if group is None:
        raise Http404
    return group
