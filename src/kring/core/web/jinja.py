"""The Jinja2 environment: the same globals and filters for every template of core and features."""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.template.backends.jinja2 import Jinja2
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, Template, pass_context
from lucide import IconDoesNotExist
from lucide.jinja import lucide as draw
from markupsafe import Markup

from kring.core.features.addresses import address
from kring.core.web import times
from kring.core.web.folding import fold_kinds
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


class KringTemplate(Template):
    """A template that another one imports macros from is a module of its own, made once. Jinja2 compares all names of
    both each time, because they might have been loaded with different globals; ours never are."""

    def _get_default_module(self, ctx=None):
        return self._module or super()._get_default_module(ctx)


def environment(**options) -> Environment:
    options["undefined"] = StrictUndefined
    env = Environment(
        **{**options, "trim_blocks": True, "lstrip_blocks": True, "auto_reload": settings.DEBUG},
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    env.template_class = KringTemplate
    env.install_gettext_callables(translation.gettext, translation.ngettext, newstyle=True)
    env.globals.update(
        static=cached_static,
        url=url,
        icon=icon,
        pattern=pattern,
        fold_kinds=fold_kinds,
        platform_name=settings.CONFIG.name,
        upload_limit=settings.CONFIG.upload_limit_mb,
        get_language=translation.get_language,
        live_url=live_address,
    )
    env.filters.update(date=times.date, day=times.day, iso=times.iso, clock=times.clock)
    from kring.core.content.dots import dots
    from kring.core.content.later import ago, later, moment
    from kring.core.features import slots  # they render templates themselves
    from kring.core.files.shown import filesize, shown
    from kring.core.files.uploads import largest, piece_size
    from kring.core.mail.shown import trouble

    env.globals.update(largest_upload=largest() // 1024**2, upload_piece=piece_size())
    env.globals.update(slot=slots.render, later=later, dots=dots, files_of=shown, mail_trouble=trouble)
    env.filters.update(ago=ago, moment=moment, filesize=filesize)
    return env


@pass_context
def live_address(context) -> str:
    """Where this page listens for news; it depends on the host name that the visitor used."""
    from kring.core.live.address import live_url

    return live_url(context["request"])


def url(name: str, **values) -> str:
    """An address by its name, and the numbers or words that stand in it."""
    if all(type(value) is int for value in values.values()):
        return address(name, **values)
    return reverse(name, kwargs=values)


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
