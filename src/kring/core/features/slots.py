"""Filling slots: asks the switch once, for every feature that wants to stand there."""

from django.conf import settings
from django.template.loader import get_template
from markupsafe import Markup

from kring.core.features import named, registry, switches
from kring.core.features.hooks import Slot


def render(name: str, **context) -> Markup:
    """All fills of the slot `name` ("content_bar"), in order, for features that are on in the content's or given group."""
    slot = Slot[name.upper()]
    content, group = context.get("content"), context.get("group")
    group_id = content.group_id if content is not None else group.id if group is not None else None
    parts = []
    for feature, fill in registry.fills(slot):
        if not switches.is_on(feature.slug, group_id):
            continue
        if fill.only and not named.is_named(content, fill.only):
            continue
        extra = registry.load(fill.context)(**context) if fill.context else {}
        if extra is not None:
            parts.append(template(fill.template).render({**context, **extra}))
    return Markup("".join(parts))


def template(name: str):
    """The compiled Jinja template, without the per-render work of Django's wrapper."""
    return _read(name) if settings.DEBUG else _kept(name)


def _read(name: str):
    return get_template(name, using="jinja2").template


_kept = registry.cache(_read)
