"""Fixtures for all tests, wherever they stand: a feature's tests are in its own folder."""

import pytest

SERVED = {
    "platform",
    "new_platform",
    "new_platforms",
    "new_page",
}  # processes, browsers, and time between them

pytest_plugins = ["tests.clean", "tests.cast", "tests.notified", "tests.server", "tests.browser"]


def pytest_collection_modifyitems(items):
    """What tries real processes or a browser is tried once more where it fails: a machine that is busy elsewhere isn't a fault of
    ours. pytest's closing line counts it ("2 rerun")."""
    for item in items:
        if SERVED.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.flaky(reruns=1))
