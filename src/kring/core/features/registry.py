"""The features that are installed, and look-ups over what they declare. Built once, after Django's apps are ready."""

from functools import cache
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string

from kring.core.features.hooks import HOOKS, Kind, Slot
from kring.core.features.manifest import Feature


@cache
def features() -> dict[str, Feature]:
    """Installed features by slug, in a stable order."""
    found = [app for app in apps.get_app_configs() if isinstance(app, Feature)]
    return {feature.slug: feature for feature in sorted(found, key=lambda f: f.slug)}


@cache
def declared(hook: str) -> tuple[tuple[Feature, Any], ...]:
    """All (feature, declaration) pairs of one hook point, such as "kinds", by `order` where it has one."""
    if hook not in HOOKS:
        raise LookupError(f"There is no hook point “{hook}”.")
    pairs = [(f, item) for f in features().values() for item in getattr(f, hook)]
    return tuple(sorted(pairs, key=lambda pair: getattr(pair[1], "order", 0)))


@cache
def kinds() -> dict[str, Kind]:
    return {kind.slug: kind for _, kind in declared("kinds")}


@cache
def feature_of_kind() -> dict[str, str]:
    return {kind.slug: feature.slug for feature, kind in declared("kinds")}


@cache
def kind_model(slug: str):
    """The proxy class of a kind; None where the kind isn't installed (its rows stay, and stay hidden)."""
    kind = kinds().get(slug)
    return load(kind.model) if kind else None


@cache
def fills(slot: Slot):
    return tuple((feature, fill) for feature, fill in declared("fills") if fill.slot is slot)


@cache
def by_name(hook: str) -> dict[str, tuple[Feature, Any]]:
    """Declarations of a hook whose names are unique (abilities, overlays, events)."""
    return {item.name: (feature, item) for feature, item in declared(hook)}


@cache
def load(path: str):
    """The object a manifest names as `module:name`."""
    return import_string(path.replace(":", "."))
