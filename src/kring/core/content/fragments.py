"""Rendered fragments, kept in this process as they are; behind it the shared cache, where one is configured.

Django's own cache in the process pickles and unpickles every value, which for a page of cards costs more than the rest
of the page. A fragment never changes under its key, so it can be handed out itself. The oldest go when together they
are larger than `MOST`.
"""

from collections.abc import Callable, Hashable, Iterable
from threading import Lock, local

from django.conf import settings
from django.core.cache import cache

MOST = 32 * 1024 * 1024  # bytes
DAY = 86400

_kept: dict[Hashable, bytes] = {}
_size = 0
_lock = Lock()
_page = local()


def get_many(keys: Iterable[str]) -> dict[str, bytes]:
    """Those of `keys` that are there."""
    found, missing = {}, []
    with _lock:
        for key in keys:
            if (text := _kept.pop(key, None)) is None:
                missing.append(key)
            else:
                _kept[key] = found[key] = text  # again the newest
    if missing and settings.CONFIG.redis_url:
        shared = cache.get_many(missing)
        _keep(shared)
        found |= shared
    return found


def set_many(fresh: dict[str, bytes]) -> None:
    """Keep what was just rendered."""
    _keep(fresh)
    if settings.CONFIG.redis_url:
        cache.set_many(fresh, DAY)


def get_or_make(key: str, make: Callable[[], str]) -> bytes:
    if (text := get_many((key,)).get(key)) is None:
        text = make().encode()
        set_many({key: text})
    return text


def get_or_make_here(key: Hashable, make: Callable[[], str]) -> bytes:
    """The same for what only one person sees: never in the shared cache."""
    with _lock:
        if (text := _kept.pop(key, None)) is not None:
            _kept[key] = text
            return text
    text = make().encode()
    _keep({key: text})
    return text


def lend(text: bytes) -> str:
    """A number for the mark that stands for this fragment until the page around it is filled (see later.py)."""
    lending = _page.__dict__.setdefault("lent", {})
    number = str(len(lending))
    lending[number] = text
    return number


def lent() -> dict[str, bytes]:
    """What was lent to the page that this thread is making; the next one begins anew."""
    return _page.__dict__.pop("lent", {})


def clear() -> None:
    global _size
    lent()
    with _lock:
        _kept.clear()
        _size = 0


def _keep(fresh: dict) -> None:
    global _size
    with _lock:
        for key, text in fresh.items():
            _size += len(text) - len(_kept.pop(key, b""))
            _kept[key] = text
        while _size > MOST and _kept:
            _size -= len(_kept.pop(next(iter(_kept))))
