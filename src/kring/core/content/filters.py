"""Which kinds a stream can be narrowed to, and which one is asked for."""

from django.http import Http404

from kring.core.features import registry, switches
from kring.core.features.hooks import Kind


def kinds_in(groups) -> list[Kind]:
    """The kinds that at least one of these groups (ids) uses, in order."""
    owners, groups = registry.feature_of_kind(), list(groups)
    return [
        kind
        for kind in registry.kinds().values()
        if any(switches.is_on(owners[kind.slug], group) for group in groups)
    ]


def chosen(request, kinds: list[Kind]) -> Kind | None:
    """The kind that `?kind=` names, None for all; 404 where it is none of these."""
    asked = request.GET.get("kind", "")
    if not asked:
        return None
    for kind in kinds:
        if kind.slug == asked:
            return kind
    raise Http404
