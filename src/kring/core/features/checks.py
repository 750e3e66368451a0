"""System checks: a manifest that can't work stops the start, with a sentence."""

from django.core.checks import Error, register

from kring.core.features import registry


@register()
def manifests(app_configs, **kwargs) -> list[Error]:
    errors, features = [], registry.features()
    for feature in features.values():
        for other in feature.requires:
            if other not in features:
                errors.append(Error(f"Feature “{feature.slug}” requires “{other}”, which isn't installed."))
        for handler in feature.handlers:
            if handler.event not in registry.by_name("events") and handler.event not in core_events():
                errors.append(
                    Error(f"Feature “{feature.slug}” handles “{handler.event}”, which nobody declares.")
                )
        errors += [Error(f"Feature “{feature.slug}”: {problem}") for problem in unloadable(feature)]
    for hook in ("kinds", "abilities", "overlays", "events", "subscriptions", "reasons"):
        names = [getattr(item, "slug", None) or item.name for _, item in registry.declared(hook)]
        errors += [
            Error(f"Two features declare the same of {hook}: {n}.") for n in set(names) if names.count(n) > 1
        ]
    return errors


def core_events() -> set[str]:
    from kring.core.activity.types import CORE

    return {event.name for event in CORE}


def unloadable(feature):
    """The dotted paths in a manifest that lead nowhere."""
    for hook in (
        "kinds",
        "fills",
        "abilities",
        "handlers",
        "overlays",
        "records",
        "tells",
        "digest_parts",
        "chores",
        "mail_to",
        "subscriptions",
        "involved",
        "openings",
        "finders",
        "places",
    ):
        for item in getattr(feature, hook):
            for value in vars(item).values():
                if isinstance(value, str) and ":" in value and " " not in value:
                    try:
                        registry.load(value)
                    except (ImportError, AttributeError) as error:
                        yield f"{value} can't be loaded ({error})."
