"""Kinds that aren't installed: their content comes in as an update, and becomes what it was when the kind has come."""

from kring.core.features import registry

STAND_IN = "update"
KIND = "kring_kind"


def remembered(kind: str, data: dict) -> tuple[str, dict]:
    """(kind here, data): as it is where the kind is installed, else an update that remembers its own kind."""
    if kind in registry.kinds():
        return kind, dict(data)
    return STAND_IN, {**data, KIND: kind}
