"""The command palette: people, groups, pages, topics and actions by the first letters of their words.

Each provider answers one question with one section, from what the person may see and do anyway; a provider that finds
nothing leaves no section.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.content.filters import kinds_in
from kring.core.features import registry, switches
from kring.core.groups.models import Group
from kring.core.groups.verbs import may_start
from kring.core.people.finding import from_a_to_z
from kring.core.people.invitable import may_invite
from kring.core.people.models import Person
from kring.core.people.words import split
from kring.core.search import recent
from kring.core.search.address import to
from kring.core.search.finding import Typing
from kring.core.web.pages import page, signed_in
from kring.core.web.shell import MyGroup, shell

MOST = 6
FEW = 3


@dataclass
class Hit:
    """One line: a face (`person`), a square (`group`) or an `icon`, words, and an address."""

    label: str
    url: str
    line: str = ""
    icon: str = ""
    person: Person | None = None
    group: MyGroup | Group | None = None
    hue: int | None = None
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
    request.typing = Typing(request.user, typed)
    named = [provider(request, typed) for provider in PROVIDERS]
    every = [*named, *by_features(request, typed), actions(request, typed), everywhere(request, typed)]
    found = [section for section in every if section.hits]
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


def visited(request, typed: str) -> Section:
    """What this person opened last, until they type."""
    items = [] if typed else recent.visited(request.user, most=4)
    return Section(_("Read lately"), "history", [_page(item, item.heading) for item in items])


def pages(request, typed: str) -> Section:
    """What has a title with words that begin so."""
    found = request.typing.found(MOST, ("content", "file"))
    hits = [
        _page(hit.content, hit.title.striptags(), hit.url, hit.file.icon if hit.file else "") for hit in found
    ]
    return Section(_("Pages"), "file-text", hits)


def _page(content, title: str, url: str = "", icon: str = "") -> Hit:
    kind = content.spec
    return Hit(title, url or content.url, content.group.name, icon=icon or kind.icon, hue=kind.hue)


def topics(request, typed: str) -> Section:
    found = request.typing.found(FEW, ("topic",))
    hits = [Hit(hit.topic.name, hit.url, icon="hash") for hit in found if hit.topic]
    return Section(_("Topics"), "hash", hits)


def everywhere(request, typed: str) -> Section:
    """The last line: the search page, for what has no title that begins so."""
    label = _("Search everywhere for “%(words)s”") % {"words": typed}
    return Section(_("Search"), "search", [Hit(label, to(typed), icon="search")] if typed else [])


def by_features(request, typed: str) -> list[Section]:
    """What features find of their own."""
    return [
        Section(str(finder.title), finder.icon, list(registry.load(finder.find)(request.typing)))
        for feature, finder in registry.declared("finders")
        if typed and switches.is_on(feature.slug)
    ]


def actions(request, typed: str) -> Section:
    """What one can do from anywhere, and where one can go."""
    around, person, words = shell(request), request.user, split(typed)
    kinds = kinds_in(group.id for group in around.own_groups)
    kinds = kinds if words else kinds[:FEW]
    all_hits = [
        *(Hit(_("New: %(kind)s") % {"kind": k.label}, f"{around.new_url}?kind={k.slug}", icon=k.icon) for k in kinds),
        *(Hit(_("Go to %(place)s") % {"place": e.label}, e.url, icon=e.icon) for e in around.nav),
        *(Hit(str(e.label), e.url, icon=e.icon) for e in around.me_links),
        Hit(_("Go to %(place)s") % {"place": _("Notifications")}, reverse("notifications"), icon="bell"),
        Hit(_("Choose what you are told"), reverse("notification_settings"), icon="settings-2"),
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


PROVIDERS: tuple[Callable[..., Section], ...] = (
    visited,
    people,
    groups,
    pages,
    topics,
)
