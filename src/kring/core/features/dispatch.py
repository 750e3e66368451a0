"""Addresses of features: included only here, and answering 404 where the feature is off."""

from functools import wraps

from django.http import Http404
from django.urls import URLPattern, URLResolver, include, path

from kring.core.features import registry, switches


def urlpatterns() -> list:
    """The addresses of all features. A view that concerns a group or content asks the switch there through
    `access_content` or `access_group`; here it is asked for the platform."""
    patterns = []
    for feature in registry.features().values():
        if feature.urls:
            resolver = path("", include(feature.urls))
            _guard(resolver, feature.slug)
            patterns.append(resolver)
    return patterns


def _guard(entry: URLResolver | URLPattern, slug: str) -> None:
    if isinstance(entry, URLResolver):
        for inner in entry.url_patterns:
            _guard(inner, slug)
    elif not hasattr(entry.callback, "feature"):
        entry.callback = _guarded(entry.callback, slug)


def _guarded(view, slug: str):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not switches.is_on(slug):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.feature = slug
    return guarded
