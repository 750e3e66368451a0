"""Keys that do things: declared once, for the page that explains them and for the script that listens.

Whoever works by voice or types by accident switches the single keys off in their settings (WCAG 2.1.4).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kring.core.web.pages import page, signed_in
from kring.core.web.shell import Shell, address, shell


@dataclass(frozen=True)
class Shortcut:
    """`keys`: one after the other ("g h"). `does`: an address, or the name of something in `shortcuts/doing.js`."""

    keys: str
    words: object
    does: str

    @property
    def caps(self) -> list[str]:
        return self.keys.split()


@dataclass(frozen=True)
class Section:
    title: str
    shortcuts: list[Shortcut]


def sections(shell: Shell) -> list[Section]:
    """What this person can use here; a place that is switched off has no keys."""
    places = [
        Shortcut(f"g {entry.key}", _("Go to %(place)s") % {"place": entry.label}, entry.url)
        for entry in shell.nav
        if entry.key
    ]
    told = _("Go to %(place)s") % {"place": _("Notifications")}
    places.append(Shortcut("g n", told, address("notifications")))
    return [
        Section(_("Going somewhere"), [*places, Shortcut("n", _("Write something new"), shell.new_url),
            Shortcut("/", _("Search pages, people and groups"), "search"), Shortcut("?", _("Show this list"), "help")]),
        Section(_("In a stream or list"), [
            Shortcut("j", _("To the next one"), "next"),
            Shortcut("k", _("To the one before"), "previous"),
            Shortcut("o", _("Open it"), "open"),
            Shortcut("l", _("Like it"), "like"),
            Shortcut("c", _("Comment on it"), "comment"),
            Shortcut("e", _("Edit it, if you may"), "edit")]),
    ]  # fmt: skip


def keys(shell: Shell) -> dict[str, str]:
    """What the script listens to: keys → what they do; nothing for who switched them off."""
    if not shell.person.shortcuts:
        return {}
    return {shortcut.keys: shortcut.does for section in sections(shell) for shortcut in section.shortcuts}


@signed_in
def page_of_shortcuts(request):
    return page(request, "web/shortcuts.html", sections=sections(shell(request)), on=request.user.shortcuts)
