"""Features that exist for one test only: `with installed(feature("polls", kinds=("poll",), requires=("votes",)))`."""

import sys
from contextlib import contextmanager
from unittest import mock

from kring.core.features import registry, switches
from kring.core.features.hooks import Kind
from kring.core.features.manifest import Feature

CACHED = ("declared", "kinds", "feature_of_kind", "kind_model", "fills", "by_name")


def feature(slug: str, *, kinds=(), **attributes) -> Feature:
    """A feature with these `kinds` (slugs; each behaves as an update) and whatever else a manifest has."""
    declared = tuple(
        Kind(k, k.title(), k.title(), "pencil", 0, "Say it", "kring.kinds.updates.models:Update")
        for k in kinds
    )
    own = {"slug": slug, "label": slug, "path": "/nowhere", "urls": None, "kinds": declared, **attributes}
    return type(slug.title(), (Feature,), own)(f"tests.{slug}", sys.modules[__name__])


@contextmanager
def installed(*features: Feature, only: bool = False):
    """These features stand beside the installed ones, or with `only` in their place."""
    found = ({} if only else dict(registry.features())) | {f.slug: f for f in features}
    _forget()
    with mock.patch.object(registry, "features", return_value=dict(sorted(found.items()))):
        try:
            yield
        finally:
            _forget()


def _forget() -> None:
    for name in CACHED:
        getattr(registry, name).cache_clear()
    switches._board = None
