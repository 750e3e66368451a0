"""Throwing the demo away."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection

from kring.core.features.models import Generation


def clear() -> None:
    """Empty every table and every folder of uploads. Only for a database that holds the demo and nothing else."""
    connection.check_constraints()  # PostgreSQL empties no table that has checks waiting
    call_command("flush", interactive=False, verbosity=0)
    Generation.objects.get_or_create(pk=1)  # the one row that a migration wrote
    for folder in ("attachments", "avatars", "covers"):
        shutil.rmtree(Path(settings.MEDIA_ROOT) / folder, ignore_errors=True)
    cache.clear()
