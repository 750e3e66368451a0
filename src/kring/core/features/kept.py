"""What is kept for a minute for one person: what stands beside home and groups is asked for on every visit.

It is found anew as soon as the person themselves changed (joined a group, changed their profile), something was switched on or
off, they read another language, or a day began. What others do shows within the minute.
"""

from collections.abc import Callable

from django.core.cache import cache
from django.utils import timezone, translation
from markupsafe import Markup

from kring.core.features import switches

MINUTE = 60


def kept(what: str, person, find: Callable):
    """What `find()` returned less than a minute ago, or returns now. `what` names it ("ideas:home"); only what can be pickled."""
    return cache.get_or_set(_key(what, person), find, MINUTE)


def widget(what: str, person, draw: Callable[[], str]) -> dict | None:
    """The context of a fill whose template shows `widget`; None where `draw()` had nothing to draw."""
    drawn = kept(what, person, draw)
    return {"widget": Markup(drawn)} if drawn else None


def forget(what: str, person) -> None:
    """This person changed something about it, and wants to see that now."""
    cache.delete(_key(what, person))


def _key(what: str, person) -> str:
    now = f"{switches.board().generation}:{translation.get_language()}:{timezone.localdate()}"
    return f"kept:{what}:{person.pk}:{person.version}:{now}"
