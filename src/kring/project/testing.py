"""A pytest plugin (`-p kring.project.testing`) that gives a test run its own data folder and a fast configuration.

It is loaded before Django's settings are read. KRING_TEST_DATABASE chooses sqlite (default) or postgres; the server for
the latter is KRING_TEST_DATABASE_URL, by default the one on this machine.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


def database_url() -> str:
    """The database server for tests; "" for SQLite. Without a pool, which would keep test databases open."""
    if os.environ.get("KRING_TEST_DATABASE", "sqlite") == "sqlite":
        return ""
    return (os.environ.get("KRING_TEST_DATABASE_URL") or POSTGRES).partition("?")[0] + "?pool=0"


def _environment() -> None:
    for name in list(os.environ):
        if name.startswith("KRING_") and not name.startswith("KRING_TEST_"):
            del os.environ[name]
    os.environ["PGOPTIONS"] = "-c synchronous_commit=off"  # nothing here has to survive a power cut
    data = tempfile.mkdtemp(prefix="kring-test-")
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "kring.project.settings",
        "KRING_DATA": data,
        "KRING_DATABASE_URL": database_url(),
        "KRING_LOG_LEVEL": "WARNING",
        "KRING_LANGUAGE": "en",
        "KRING_LINK_PREVIEWS": "0",
        "KRING_SECRET_KEY": "only-for-tests-" + "x" * 40,
    }


_environment()


def pytest_configure(config) -> None:
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
