"""The address of a search, and of the searches beside it: with one filter more, one less, sorted otherwise, a page on."""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from kring.core.features.addresses import address
from kring.core.search import parsing

LONGEST = 200
FILTERS = ("kind", "group", "author", "topic", "after", "before")
KEPT = (*FILTERS, "sort")


@dataclass(frozen=True)
class Asked:
    """`typed`: what stands in the field, filters typed in it among it; `fields`: those of the controls."""

    typed: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request) -> "Asked":
        get = request.GET
        fields = {name: get[name][:LONGEST] for name in KEPT if get.get(name)}
        return cls(" ".join(get.get("q", "")[:LONGEST].replace("\0", "").split()), fields)

    def but(self, **changes: str) -> str:
        """This search with other fields; a filter that is chosen or left out is no longer typed either."""
        typed = self.typed
        for name in changes:
            typed = left_out(typed, name)
        return to(typed, **(self.fields | changes))

    def page(self, number: int) -> str:
        return to(self.typed, **self.fields, page=str(number))

    def bare(self) -> str:
        """The words without any filter."""
        typed = self.typed
        for name in FILTERS:
            typed = left_out(typed, name)
        return typed


def to(typed: str = "", **fields: str) -> str:
    """The address of a search."""
    query = urlencode({name: value for name, value in {"q": typed, **fields}.items() if value})
    return address("search") + (f"?{query}" if query else "")


def left_out(typed: str, name: str) -> str:
    """What was typed, without its `name:…`, in whichever language that was said."""
    return " ".join(part for part in typed.split() if filter_in(part) != name)


def filter_in(part: str) -> str:
    """The filter that these typed letters are; "" where they are words."""
    match = parsing.FILTER.fullmatch(part)
    return parsing.IN_DUTCH.get(match[1].lower(), match[1].lower()) if match else ""
