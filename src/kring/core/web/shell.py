"""What stands around every page: rail, top bar, my groups. One query for a person's groups; the rest is from the switches.

The parts that look the same on a person's every page are rendered once and kept, under all that they show.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from django.conf import settings
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from markupsafe import Markup

from kring.core.content import fragments
from kring.core.content.later import later, put
from kring.core.features import registry, switches
from kring.core.features.hooks import Menu
from kring.core.people.querysets import known
from kring.core.web import keeping
from kring.core.web.folding import KINDS, PLACES

MY_GROUPS = """
    SELECT g.id, g.name, g.slug, g.member_count, g.is_everyone,
           g.last_post_at IS NOT NULL AND (m.seen_at IS NULL OR g.last_post_at > m.seen_at), m.role
    FROM groups_membership m JOIN groups_group g ON g.id = m.group_id
    WHERE m.person_id = %s AND g.archived_at IS NULL ORDER BY g.is_everyone DESC, lower(g.name)
"""
IN_RAIL = 30


@dataclass
class Entry:
    label: object
    url: str
    icon: str
    current: bool = False
    number: str = ""
    method: str = "get"
    key: str = ""
    in_sight: bool = False


@dataclass
class MyGroup:
    id: int
    name: str
    slug: str
    reach: int  # how many people see what is posted there
    is_everyone: bool
    unread: bool
    role: str
    current: bool = False

    @property
    def url(self) -> str:
        return f"/g/{self.slug}/"

    @property
    def hue(self) -> int:
        return self.id % 12


@dataclass
class Shell:
    """Everything `web/base.html` needs; what costs a query is read only when the template asks."""

    request: HttpRequest

    @property
    def groups_url(self) -> str:
        return address("groups")

    @property
    def new_url(self) -> str:
        return address("new")

    @property
    def at_home(self) -> bool:
        return self.request.path == "/"

    @property
    def at_notifications(self) -> bool:
        return self.request.path == address("notifications")

    @property
    def unread(self) -> int:
        """How many notifications the person hasn't read."""
        return getattr(self.person, "unread", 0)

    @cached_property
    def person(self):
        return known(getattr(self.request, "user", None))

    @cached_property
    def nav(self) -> list[Entry]:
        if self.person is None:
            return []
        path = self.request.path
        entries = [
            (0, Entry(_("Home"), address("home"), "house", path == "/", key="h")),
            (80, Entry(_("Groups"), self.groups_url, "users-round", path == self.groups_url, key="g")),
            (78, Entry(_("Topics"), address("topics"), "hash", path.startswith("/topics/"))),
        ]
        kinds = (k for feature, k in registry.declared("kinds") if k.path and switches.is_on(feature.slug))
        for number, kind in enumerate(kinds):
            url = address(f"kind_{kind.slug}")
            entry = Entry(kind.plural, url, kind.icon, path.startswith(url), in_sight=number < KINDS)
            entries.append((kind.order, entry))
        for menu in self.menus:
            if not menu.entries:
                url = address(menu.url)
                counted = menu.url if menu.number else ""
                entry = Entry(menu.label, url, menu.icon, path.startswith(url), counted, key=menu.key)
                entries.append((menu.order, entry))
        for order, label, url, icon in self.chosen:
            entries.append((order, Entry(label, url, icon, path.startswith(url), in_sight=True)))
        return [entry for _order, entry in sorted(entries, key=itemgetter(0))]

    @property
    def menus(self) -> list[Menu]:
        """The entries of features that this person has."""
        found = [menu for feature, menu in registry.declared("menu") if switches.is_on(feature.slug)]
        return [menu for menu in found if self.is_for(menu)]

    @cached_property
    def chosen(self) -> tuple[tuple[int, str, str, str], ...]:
        """(order, label, address, icon) of what a manager put into the rail, of what this person may see."""
        if self.person is None:
            return ()
        several = [(menu, registry.load(menu.entries)) for menu in self.menus if menu.entries]
        return tuple(
            (menu.order, label, url, menu.icon)
            for menu, entries in several
            for label, url in entries(self.person)
        )

    def is_for(self, menu: Menu) -> bool:
        """Whether this person has the entry of the rail."""
        if self.person.is_manager or not (menu.managers or menu.hosts):
            return True
        return menu.hosts and any(row[-1] == "host" for row in self.rows)

    @cached_property
    def folded_nav(self) -> tuple[list[Entry], list[Entry]]:
        """The rail, and what stands behind “More” in it: in sight are the first kinds, the places with a key or a number, and where
        one is."""
        rest = [entry for entry in self.nav if not (entry.in_sight or entry.key or entry.number)]
        rest = [entry for entry in rest if not entry.current] if len(rest) > PLACES else []
        folded = {id(entry) for entry in rest}  # equality would translate their labels
        return [entry for entry in self.nav if id(entry) not in folded], rest

    @property
    def numbered(self) -> list[Entry]:
        """The entries with a number: on a phone, where the rail is folded, these stay in sight."""
        return [entry for entry in self.nav if entry.number]

    @cached_property
    def rows(self) -> tuple[tuple, ...]:
        """The person's groups as the database has them; the organisation first, then by name."""
        if self.person is None:
            return ()
        with connection.cursor() as cursor:
            cursor.execute(MY_GROUPS, [self.person.pk])
            return tuple(cursor.fetchall())

    @property
    def own_groups(self) -> list[MyGroup]:
        """The groups in which this person may post."""
        return [MyGroup(*row) for row in self.rows]

    @property
    def groups(self) -> list[MyGroup]:
        """Those in the rail."""
        found = [group for group in self.own_groups if not group.is_everyone][:IN_RAIL]
        for group in found:
            group.current = self.request.path.startswith(group.url)
        return found

    @property
    def places(self) -> Hashable:
        """What the rail depends on."""
        return self.rows, self.chosen, "/".join(self.request.path.split("/")[:3])

    def keep(self, name: str, on: Hashable, macro: Callable, *arguments) -> Markup:
        """What `macro` makes of `arguments`, from memory where nothing has changed: not the person, their language, a
        switch, nor `on`, which is everything else that it shows. Use `later("csrf")` in it, and `later("here")`."""
        person = self.person
        key = (name, on, person.pk, person.version, self.language, switches.board().generation)
        return put(fragments.get_or_make_here(key, lambda: macro(*arguments)))

    @cached_property
    def me_links(self) -> list[Entry]:
        if self.person is None:
            return []
        return [
            Entry(_("My profile"), self.person.get_absolute_url(), "user"),
            Entry(_("Drafts"), address("drafts"), "pencil"),
            Entry(_("Bin"), address("bin"), "trash-2"),
            Entry(_("Settings"), address("settings"), "settings"),
            Entry(_("Keyboard shortcuts"), address("shortcuts"), "keyboard"),
            Entry(_("Sign out"), address("account_logout"), "log-out", method="post"),
        ]

    @property
    def keys(self) -> dict[str, str]:
        """What single keys do here (see shortcuts.py)."""
        from kring.core.web import shortcuts

        return shortcuts.keys(self)

    @property
    def assets(self) -> Markup:
        """Stylesheets and modules that features bring to every page."""
        from kring.core.web import assets

        return assets.head(switches.board().generation) if self.person else Markup("")

    @property
    def csrf(self) -> str:
        return later("csrf")  # one token a page: making one costs as much as a query

    @property
    def keep_for(self) -> str:
        """Whose pages this browser may keep (see keeping.py)."""
        return keeping.whose(self.request, self.person)

    @property
    def visit(self) -> str:
        """A name of this sign-in that opens nothing; "" for nobody."""
        return keeping.visit(self.request.session.session_key) if self.person else ""

    @property
    def language(self) -> str:
        return translation.get_language() or settings.LANGUAGE_CODE

    @property
    def theme(self) -> str:
        return self.person.theme if self.person else ""

    @property
    def organisation(self) -> str:
        return settings.CONFIG.name

    @cached_property
    def notices(self) -> list[tuple[str, str]]:
        if not hasattr(self.request, "_messages"):
            return []
        return [(notice.level_tag, str(notice)) for notice in get_messages(self.request)]


@lru_cache
def address(name: str) -> str:
    return reverse(name)


def shell(request) -> Shell:
    """The shell of this request, made once."""
    if not hasattr(request, "_shell"):
        request._shell = Shell(request)
    return request._shell
