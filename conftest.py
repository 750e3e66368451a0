"""Fixtures for all tests, wherever they stand: a feature's tests are in its own folder."""

pytest_plugins = ["tests.clean", "tests.cast", "tests.server", "tests.browser"]
