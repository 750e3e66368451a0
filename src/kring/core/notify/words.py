"""Sentences that several features use."""

from django.utils.translation import ngettext_lazy

MENTIONED = ngettext_lazy(
    "%(actors)s mentioned you in %(content)s", "%(actors)s mentioned you in %(content)s", "count"
)
