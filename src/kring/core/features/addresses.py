"""Addresses by name, looked up once: a page with twenty cards asks for some hundred and fifty of them."""

from functools import cache
from urllib.parse import quote

from django.urls import reverse

SAFE = "/~:@"  # what Django leaves as it is, too


def address(name: str, **values) -> str:
    """`reverse` for addresses whose values are numbers or single words. A value that the address doesn't take isn't noticed:
    names and numbers of rows always fit."""
    shape = _shape(name, tuple((key, type(value) is int) for key, value in values.items()))
    return shape.format(*(v if type(v) is int else quote(str(v), safe=SAFE) for v in values.values()))


@cache
def _shape(name: str, values: tuple[tuple[str, bool], ...]) -> str:
    places = {
        key: 9_000_000_000_000 + place if is_number else f"some-word-{place}-here"
        for place, (key, is_number) in enumerate(values)
    }
    shape = reverse(name, kwargs=places or None).replace("{", "{{").replace("}", "}}")
    for place, word in enumerate(places.values()):
        shape = shape.replace(str(word), f"{{{place}}}")
    return shape
