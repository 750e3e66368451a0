"""The Jinja2 environment: the same globals and filters for every template of core and features."""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, pass_context
from lucide import IconDoesNotExist
from lucide.jinja import lucide as draw
from markupsafe import Markup

from kring.core.web import times
from kring.core.web.patterns import pattern


class KringTemplates(Jinja2):
    """Jinja2 that looks in `templates/` of every app; Django's own backend comes after it, for allauth's templates."""

    app_dirname = "templates"

    @property
    def template_dirs(self):
        """Kring's and its features' folders only: other packages write for Django's templates."""
        ours = [
            a for a in apps.get_app_configs() if getattr(a, "jinja_templates", a.name.startswith("kring."))
        ]
        return tuple(p for a in ours if (p := Path(a.path) / "templates").is_dir())


def environment(**options) -> Environment:
    options["undefined"] = StrictUndefined
    env = Environment(
        **{**options, "trim_blocks": True, "lstrip_blocks": True, "auto_reload": settings.DEBUG},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)
    env.globals.update(
        static=cached_static,
        url=address,
        icon=icon,
        pattern=pattern,
        platform_name=settings.CONFIG.name,
        upload_limit=settings.CONFIG.upload_limit_mb,
        get_language=translation.get_language,
        live_url=live_address,
    )
    env.filters.update(date=times.date, day=times.day, iso=times.iso)
    from kring.core.content.later import ago, later, moment
    from kring.core.features import slots  # they render templates themselves
    from kring.core.files.shown import filesize, shown

    env.globals.update(slot=slots.render, later=later, files_of=shown)
    env.filters.update(ago=ago, moment=moment, filesize=filesize)
    return env


@pass_context
def live_address(context) -> str:
    """Where this page listens for news; it depends on the host name that the visitor used."""
    from kring.core.live.address import live_url

    return live_url(context["request"])


def address(name: str, **kwargs) -> str:
    """`reverse`, that looks a name up once where only numbers stand in the address."""
    if all(type(value) is int for value in kwargs.values()):
        return _shape(name, tuple(kwargs)).format(*kwargs.values())
    return reverse(name, kwargs=kwargs)


@cache
def _shape(name: str, numbers: tuple[str, ...]) -> str:
    places = {key: 9_000_000_000_000 + place for place, key in enumerate(numbers)}
    shape = reverse(name, kwargs=places or None)
    for place, number in enumerate(places.values()):
        shape = shape.replace(str(number), f"{{{place}}}")
    return shape


@cache
def _static(path: str) -> str:
    return static(path)


def cached_static(path: str) -> str:
    return static(path) if settings.DEBUG else _static(path)


@cache
def icon(name: str, size: int = 20) -> Markup:
    """A Lucide icon, hidden from screen readers: the words beside it (or an aria-label) name it."""
    try:
        return Markup(draw(name, size=size, **{"class": "icon", "aria-hidden": "true", "focusable": "false"}))
    except IconDoesNotExist:
        raise LookupError(f"There is no Lucide icon “{name}”.") from None
