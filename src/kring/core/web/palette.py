"""The command palette: people, groups and actions by the first letters of their words.

Each provider answers one question with one section, from what the person may see and do anyway; a provider that finds
nothing leaves no section.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.content.filters import kinds_in
from kring.core.groups.models import Group
from kring.core.groups.verbs import may_start
from kring.core.people.finding import from_a_to_z
from kring.core.people.invitable import may_invite
from kring.core.people.models import Person
from kring.core.people.words import split
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import MyGroup, shell

MOST = 6


@dataclass
class Hit:
    """One line: a face (`person`), a square (`group`) or an `icon`, words, and an address."""

    label: str
    url: str
    line: str = ""
    icon: str = ""
    person: Person | None = None
    group: MyGroup | Group | None = None
    number: int = 0


@dataclass
class Section:
    title: str
    icon: str
    hits: list[Hit] = field(default_factory=list)


@signed_in
def palette(request):
    """A page with a field, or (for the dialog) only what is found."""
    typed = request.GET.get("q", "").strip()[:100]
    found = sections(request, typed)
    only = request.htmx and request.htmx.target == "palette-list"
    return page(request, "web/palette_list.html" if only else "web/palette.html", typed=typed, sections=found)


def sections(request, typed: str) -> list[Section]:
    found = [section for provider in PROVIDERS if (section := provider(request, typed)).hits]
    for number, hit in enumerate(hit for section in found for hit in section.hits):
        hit.number = number
    return found


def people(request, typed: str) -> Section:
    """By name first; who is found by their job or department fills up what is left."""
    section = Section(_("People"), "user")
    if not split(typed):
        return section
    found = [row.person for row in from_a_to_z(request.user, typed, sign="@")[:MOST]]
    if len(found) < MOST:
        others = from_a_to_z(request.user, typed)[: MOST + len(found)]
        found += [row.person for row in others if row.person not in found][: MOST - len(found)]
    section.hits = [
        Hit(one.name, one.url, " · ".join(filter(None, [one.title, one.department])), person=one)
        for one in found
    ]
    return section


def groups(request, typed: str) -> Section:
    """One's own first, from what the rail has read already."""
    section, words = Section(_("Groups"), "users-round"), split(typed)
    if typed and not words:
        return section
    own = [group for group in shell(request).own_groups if matches(words, group.name)][: MOST + 2]
    section.hits = [Hit(group.name, group.url, _("You are in this group"), group=group) for group in own]
    if words and len(own) < MOST:
        others = Group.objects.visible_to(request.user).found_by(typed).filter(archived_at=None)
        others = others.exclude(pk__in=[group.id for group in own]).order_by("name")[: MOST - len(own)]
        section.hits += [Hit(group.name, group.url, group.purpose[:90], group=group) for group in others]
    return section


def actions(request, typed: str) -> Section:
    """What one can do from anywhere, and where one can go."""
    around, person, words = shell(request), request.user, split(typed)
    kinds = kinds_in(group.id for group in around.own_groups)
    all_hits = [
        *(Hit(_("New: %(kind)s") % {"kind": k.label}, f"{around.new_url}?kind={k.slug}", icon=k.icon) for k in kinds),
        *(Hit(_("Go to %(place)s") % {"place": e.label}, e.url, icon=e.icon) for e in around.nav),
        *(Hit(str(e.label), e.url, icon=e.icon) for e in around.me_links),
        Hit(_("Where you are signed in"), reverse("settings_sessions"), icon="monitor-smartphone"),
        Hit(_("E-mail and password"), reverse("settings_account"), icon="key-round"),
    ]  # fmt: skip
    if may_start(person):
        all_hits.append(Hit(_("Start a group"), reverse("group_start"), icon="plus"))
    if may_invite(person, "guest"):
        all_hits.append(Hit(_("Invite people"), reverse("invite"), icon="user-plus"))
    hits = [hit for hit in all_hits if matches(words, hit.label)]
    return Section(_("Actions"), "zap", hits[: MOST + 2])


def matches(words: list[str], label: str) -> bool:
    """Does, for each typed word, a word of the label begin so?"""
    known = split(str(label))
    return all(any(one.startswith(word) for one in known) for word in words)


PROVIDERS: tuple[Callable[..., Section], ...] = (people, groups, actions)
