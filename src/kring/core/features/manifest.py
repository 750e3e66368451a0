"""The one manifest class. Kring's own features and a third party's are the same to the registry."""

from importlib.util import find_spec

from django.apps import AppConfig

from kring.core.features.hooks import (
    Ability,
    Asset,
    Chore,
    Count,
    DigestPart,
    EventType,
    Fill,
    Finder,
    Handler,
    Involved,
    Kind,
    MailTo,
    Menu,
    Opening,
    Overlay,
    Place,
    Reason,
    Record,
    Subscription,
    Tell,
    Tie,
)


class Feature(AppConfig):
    """A folder that managers can switch. Subclass it in the folder's `feature.py` and name the class as an entry point
    of the group `kring.features`; that is all the registration there is.

    `default` is the platform state until a manager changes it: off, available, on or always.
    `per_group`: hosts may switch it in their group. `requires`: slugs that must be on in the same place.
    """

    slug: str
    title: object = ""
    description: object = ""
    icon = "puzzle"
    default = "on"
    per_group = True
    requires: tuple[str, ...] = ()

    kinds: tuple[Kind, ...] = ()
    fills: tuple[Fill, ...] = ()
    events: tuple[EventType, ...] = ()
    abilities: tuple[Ability, ...] = ()
    handlers: tuple[Handler, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    records: tuple[Record, ...] = ()
    menu: tuple[Menu, ...] = ()
    reasons: tuple[Reason, ...] = ()
    tells: tuple[Tell, ...] = ()
    digest_parts: tuple[DigestPart, ...] = ()
    chores: tuple[Chore, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    mail_to: tuple[MailTo, ...] = ()
    ties: tuple[Tie, ...] = ()
    finders: tuple[Finder, ...] = ()
    assets: tuple[Asset, ...] = ()
    involved: tuple[Involved, ...] = ()
    places: tuple[Place, ...] = ()
    openings: tuple[Opening, ...] = ()
    counts: tuple[Count, ...] = ()

    default_auto_field = "django.db.models.BigAutoField"
    jinja_templates = True

    @property
    def urls(self) -> str | None:
        """The feature's `urls.py`, where it has one; its addresses answer 404 where the feature is off."""
        module = f"{self.name}.urls"
        return module if find_spec(module) else None
