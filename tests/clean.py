"""What every test begins with: nothing remembered from the test before."""

import pytest


@pytest.fixture(autouse=True)
def fresh_memory(request):
    """A test's rows are rolled back, so ids and versions come again: what the process remembers of them must go."""
    forget()
    if flushed(request):
        from kring.core.features.models import Generation

        request.getfixturevalue("db")
        Generation.objects.get_or_create(
            pk=1
        )  # the flush after the last one took what the first migration wrote
    yield
    forget()


def flushed(request) -> bool:
    """Does the test write for good, so that all tables are emptied after it?"""
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or not {
        "transactional_db",
        "live_server",
    }.isdisjoint(request.fixturenames)


def forget() -> None:
    import functools
    import sys

    from django.core.cache import cache
    from django.utils import timezone, translation

    from kring.core.activity import fanout
    from kring.core.content import fragments
    from kring.core.features import switches

    fanout._resting.clear()
    cache.clear()
    fragments.clear()
    fragments.clear()
    switches._board = None
    switches.pin(None)
    translation.deactivate()
    timezone.deactivate()
    for name, module in list(sys.modules.items()):
        if name.startswith("kring.") and not name.endswith(("registry", "jinja")):
            for value in list(vars(module).values()):
                if isinstance(value, functools._lru_cache_wrapper) and value.__module__ == name:
                    value.cache_clear()
