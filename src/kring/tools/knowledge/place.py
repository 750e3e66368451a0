"""Where a page of a list ended: a number and words, as the end of an address."""

from django.utils.translation import gettext as _

from kring.core.refused import Refused


def place(pk: int, words: object) -> str:
    return f"{pk}-{words}"


def read(written: str) -> tuple[int, str]:
    """The number and the words; Refused where it is none."""
    pk, dash, words = written[:140].partition("-")
    if not (dash and pk.isascii() and pk.isdigit() and len(pk) < 16):
        raise Refused(_("This address of a page of the list isn’t complete. Begin at the top again."), 400)
    return int(pk), words
