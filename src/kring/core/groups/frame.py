"""What stands around every page of a group: its header with what this person may do, its tabs, its right column."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from kring.core.features import registry, slots, switches
from kring.core.features.hooks import Kind, Menu
from kring.core.groups.access import can
from kring.core.groups.models import Group, GroupInvitation, JoinRequest, Membership
from kring.core.people.models import Person
from kring.core.web.folding import fold_kinds

HOSTS_SHOWN = 6
KINDS_IN_SIGHT = 4


class Frame:
    """`group` as `person` meets it. Everything that costs a query is asked when a template needs it."""

    def __init__(self, person, group: Group, tab: str = ""):
        self.person, self.group, self.tab = person, group, tab
        self.role = person.roles.get(group.pk)
        self.reads = can(person, group, "read")
        self.hosts_it = can(person, group, "host")
        self.invites = can(person, group, "invite") and not group.is_archived

    @cached_property
    def membership(self) -> Membership | None:
        return Membership.objects.filter(group=self.group, person=self.person).first() if self.role else None

    @cached_property
    def level(self) -> str:
        """How much of the group the person hears."""
        from kring.core.notify.levels import level

        return level(self.person, self.group)

    @cached_property
    def hosts(self) -> list[Person]:
        people = Person.objects.visible_to(self.person).active()
        hosts = people.filter(memberships__group=self.group, memberships__role="host")
        return list(hosts.order_by("name")[:HOSTS_SHOWN])

    @cached_property
    def invitation(self) -> GroupInvitation | None:
        if self.role:
            return None
        found = GroupInvitation.objects.filter(group=self.group, person=self.person)
        return found.select_related("invited_by").first()

    @cached_property
    def request(self) -> JoinRequest | None:
        if self.role or self.group.access == "secret":
            return None
        return JoinRequest.objects.filter(group=self.group, person=self.person).first()

    @cached_property
    def waiting(self) -> int:
        """How many people ask to join, for who may answer."""
        if not self.hosts_it or self.group.access == "open":
            return 0
        return self.group.requests.filter(person__is_active=True).count()

    @property
    def standing(self) -> str:
        """What the person can do about being in the group: member, invited, asked, join, ask, or nothing ("")."""
        if self.role:
            return "member"
        if self.group.is_archived or self.group.is_everyone:
            return ""
        if self.invitation:
            return "invited"
        if self.person.is_guest or self.group.access == "secret":
            return ""
        if self.request:
            return "asked"
        return "join" if self.group.access == "open" else "ask"

    @cached_property
    def opening(self):
        """The content that the group opens on instead of its stream, or None."""
        openings = [opening for feature, opening in registry.declared("openings")
                    if self.reads and switches.is_on(feature.slug, self.group.pk)]  # fmt: skip
        found = (registry.load(opening.of)(self.person, self.group) for opening in openings)
        return next(filter(None, found), None)

    @property
    def stream_url(self) -> str:
        return reverse("group_stream", args=[self.group.slug]) if self.opening else self.group.url

    @property
    def kinds(self) -> list[Kind]:
        """The kinds that this group uses and that have a page."""
        owners = registry.feature_of_kind()
        kinds = [kind for kind in registry.kinds().values() if kind.path]
        return [kind for kind in kinds if switches.is_on(owners[kind.slug], self.group.pk)]

    @property
    def menus(self) -> list[Menu]:
        """Entries of the rail that are a tab here too."""
        found = [(f, menu) for f, menu in registry.declared("menu") if menu.in_group]
        mine = [menu for f, menu in found if switches.is_on(f.slug, self.group.pk)]
        return [menu for menu in mine if self.hosts_it or not (menu.hosts or menu.managers)]

    @cached_property
    def tabs(self) -> list[dict]:
        if not self.reads:
            return []
        found = [
            *([("opening", _("Home"), "group", None)] if self.opening else []),
            ("stream", _("Stream"), "group_stream" if self.opening else "group", None),
            *((kind.slug, kind.plural, f"group_kind_{kind.slug}", None) for kind in self.kinds),
            *((menu.url, menu.label, menu.in_group, None) for menu in self.menus),
            ("members", _("Members"), "group_members", self.group.member_count),
            ("about", _("About"), "group_about", None),
        ]
        if self.hosts_it:
            found.append(("settings", _("Settings"), "group_settings", None))
        more = self.behind_more
        return [
            {
                "label": label,
                "url": reverse(name, args=[self.group.slug]),
                "current": tab == self.tab,
                "count": count,
                "more": tab in more and tab != self.tab,
            }
            for tab, label, name, count in found
        ]

    @property
    def behind_more(self) -> set[str]:
        """The tabs that a group with many kinds keeps behind “More”."""
        _near, rest = fold_kinds(self.kinds, self.tab, KINDS_IN_SIGHT)
        tabs = {kind.slug for kind in rest} | {menu.url for menu in self.menus} | {"about", "settings"}
        return tabs if rest else set()

    @cached_property
    def aside(self):
        if not self.reads:
            return ""
        return slots.render("group_aside", person=self.person, group=self.group)
