"""The databases' own full text, each behind the same few functions: put, drop, and an expression as it writes one."""

from django.db import connection


def engine():
    from kring.core.search.engine import postgresql, sqlite

    return postgresql if connection.vendor == "postgresql" else sqlite
