"""The four ways to vote: how a form is read, what makes sense, and how an answer is counted.

A ranking is counted by Borda's method (J.-C. de Borda, *Mémoire sur les élections au scrutin*, 1781): among n options the one in
place r gets n − r points, so the last gets none, and so does one that somebody left out of their ranking (the variant that
P. Emerson, *The original Borda count and partial voting*, Social Choice and Welfare 40, 2013, calls rounding down).
Points are a sum over people, so an anonymous ranking can be counted without keeping any ballot.
"""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kring.core.refused import Refused

YES, MAYBE, NO = 2, 1, 0
ANSWERS = {"yes": YES, "maybe": MAYBE, "no": NO}
COUNTERS = ("yes", "maybe", "no", "points")


class Way(models.TextChoices):
    SINGLE = "single", gettext_lazy("Choose one")
    MULTIPLE = "multiple", gettext_lazy("Choose several")
    RANKED = "ranked", gettext_lazy("Put in order")
    DATES = "dates", gettext_lazy("Find a date")


class Single:
    """One of the options."""

    def read(self, form, ids) -> dict[int, int]:
        """The answers that a form holds: {option: value}."""
        return {_number(value): 1 for value in form.getlist("option")}

    def checked(self, answers: dict[int, int], ids: set[int]) -> dict[int, int]:
        """The answers as they are kept; Refused where they make no sense."""
        if len(answers) != 1:
            raise Refused(_("Choose one of the options."), 400)
        return dict.fromkeys(answers, 1)

    def counted(self, value: int, options: int) -> dict[str, int]:
        """What one answer adds to the counters of its option."""
        return {"yes": 1}


class Multiple(Single):
    def checked(self, answers, ids):
        if not answers:
            raise Refused(_("Choose at least one of the options."), 400)
        return dict.fromkeys(answers, 1)


class Ranked:
    def read(self, form, ids):
        places = {id: form.get(f"place-{id}", "") for id in ids}
        return {id: _number(place) for id, place in places.items() if place}

    def checked(self, answers, ids):
        """Places that were skipped are closed up."""
        if not answers:
            raise Refused(_("Give at least one option a place."), 400)
        if len(set(answers.values())) < len(answers):
            raise Refused(_("Two options have the same place. Give each place once."), 400)
        if any(not 1 <= place <= len(ids) for place in answers.values()):
            raise Refused(_("That place doesn’t exist in this poll."), 400)
        return {id: place for place, id in enumerate(sorted(answers, key=answers.__getitem__), 1)}

    def counted(self, value, options):
        return {"points": options - value} | ({"yes": 1} if value == 1 else {})


class Dates:
    def read(self, form, ids):
        return {id: ANSWERS.get(form.get(f"answer-{id}", ""), NO) for id in ids}

    def checked(self, answers, ids):
        """No answer to a date is a no, which is an answer too."""
        if any(value not in (YES, MAYBE, NO) for value in answers.values()):
            raise Refused(_("Answer yes, if need be, or no."), 400)
        return {id: answers.get(id, NO) for id in ids}

    def counted(self, value, options):
        return {{YES: "yes", MAYBE: "maybe", NO: "no"}[value]: 1}


WAYS = {Way.SINGLE: Single(), Way.MULTIPLE: Multiple(), Way.RANKED: Ranked(), Way.DATES: Dates()}


def read(way: str, form, ids: set[int]) -> dict[int, int]:
    return WAYS[Way(way)].read(form, ids)


def checked(way: str, answers: dict[int, int], ids: set[int]) -> dict[int, int]:
    if not answers.keys() <= ids:
        raise Refused(_("That option isn’t part of this poll."), 400)
    return WAYS[Way(way)].checked(answers, ids)


def counted(way: str, value: int, options: int) -> dict[str, int]:
    return WAYS[Way(way)].counted(value, options)


def makes_sense(way: str, value: int, options: int) -> bool:
    """Whether a vote that came from elsewhere can be counted."""
    lowest, most = {Way.RANKED: (1, options), Way.DATES: (NO, YES)}.get(Way(way), (1, 1))
    return lowest <= value <= most


def _number(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 18 else -1
