"""Why people are told something, and of what: what core itself declares, and the look-ups over core and features."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from kring.core.features import registry, switches
from kring.core.features.hooks import Reason, Tell
from kring.core.notify.words import MENTIONED

WHO = "kring.core.notify.audience"

REASONS = (
    Reason(
        "mentioned",
        _("somebody mentions me"),
        _("Your name with an @, in a post or a comment."),
        icon="at-sign",
        weight=3,
        mail="now",
        push=True,
        order=10,
    ),
    Reason(
        "answered",
        _("somebody answers me"),
        _("An answer to your question, or a reply to your comment."),
        icon="reply",
        weight=3,
        mail="now",
        push=True,
        order=20,
    ),
    Reason(
        "mine",
        _("somebody comments on what I posted"),
        icon="message-square",
        push=True,
        order=30,
    ),
    Reason(
        "hosting",
        _("a group that I host needs me"),
        _("Somebody asks to join, or becomes a host."),
        icon="user-plus",
        mail="now",
        order=60,
    ),
    Reason(
        "welcome",
        _("I am invited to a group, let in, or made a host"),
        icon="users-round",
        mail="now",
        order=65,
    ),
    Reason(
        "highlight",
        _("a group of mine has news"),
        _("News, and what its hosts pin. Which groups, you choose below."),
        icon="newspaper",
        weight=1,
        order=70,
    ),
    Reason(
        "post",
        _("something is posted in a group that I want to hear everything of"),
        _("Groups that you set to “All”."),
        icon="send",
        weight=1,
        order=75,
    ),
)

TELLS = (
    Tell("content.published", "mentioned", f"{WHO}:named", MENTIONED),
    Tell("content.edited", "mentioned", f"{WHO}:newly_named", MENTIONED),
    Tell(
        "content.published",
        "post",
        f"{WHO}:who_wants_all",
        ngettext_lazy(
            "%(actors)s posted %(content)s in %(group)s",
            "%(actors)s posted %(content)s in %(group)s",
            "count",
        ),
    ),
    Tell(
        "content.pinned",
        "highlight",
        f"{WHO}:members",
        ngettext_lazy(
            "%(actors)s pinned %(content)s in %(group)s",
            "%(actors)s pinned %(content)s in %(group)s",
            "count",
        ),
    ),
    Tell(
        "groups.asked",
        "hosting",
        f"{WHO}:hosts",
        ngettext_lazy("%(actors)s asks to join %(group)s", "%(actors)s ask to join %(group)s", "count"),
        page="group_members",
    ),
    Tell(
        "groups.host_made",
        "hosting",
        f"{WHO}:hosts_beside",
        ngettext_lazy(
            "%(actors)s became a host of %(group)s", "%(actors)s became hosts of %(group)s", "count"
        ),
        page="group_members",
    ),
    Tell(
        "files.infected",
        "hosting",
        f"{WHO}:managers",
        ngettext_lazy(
            "The virus scanner found something in a file of %(actors)s",
            "The virus scanner found something in files of %(actors)s",
            "count",
        ),
    ),
    Tell(
        "groups.joined",
        "welcome",
        f"{WHO}:person",
        ngettext_lazy(
            "%(actors)s let you in: you are a member of %(group)s",
            "%(actors)s let you in: you are a member of %(group)s",
            "count",
        ),
    ),
    Tell(
        "groups.invited",
        "welcome",
        f"{WHO}:person",
        ngettext_lazy("%(actors)s invited you to %(group)s", "%(actors)s invited you to %(group)s", "count"),
    ),
    Tell(
        "groups.host_made",
        "welcome",
        f"{WHO}:person",
        ngettext_lazy(
            "%(actors)s made you a host of %(group)s", "%(actors)s made you a host of %(group)s", "count"
        ),
    ),
)


class Table:
    """What is declared, looked up by name. Made anew when other features are installed, as tests do."""

    def __init__(self, reasons, tells):
        self.made_of = (reasons, tells)
        every = [*REASONS, *(reason for _feature, reason in reasons)]
        self.reasons = {reason.slug: reason for reason in sorted(every, key=lambda reason: reason.order)}
        pairs = [*((None, tell) for tell in TELLS), *((feature.slug, tell) for feature, tell in tells)]
        pairs.sort(key=lambda pair: strength(self.reasons[pair[1].reason]), reverse=True)
        self.by_event: dict[str, list[tuple[str | None, Tell]]] = {}
        for feature, tell in pairs:
            self.by_event.setdefault(tell.event, []).append((feature, tell))
        self.by_cause = {(tell.event, tell.reason): tell for _feature, tell in reversed(pairs)}
        self.users = {
            slug: {feature for feature, tell in pairs if tell.reason == slug} for slug in self.reasons
        }


_table: Table | None = None


def table() -> Table:
    global _table
    declared = (registry.declared("reasons"), registry.declared("tells"))
    if _table is None or _table.made_of[0] is not declared[0] or _table.made_of[1] is not declared[1]:
        _table = Table(*declared)
    return _table


def strength(reason: Reason | None) -> tuple[int, int]:
    """Of several reasons to tell somebody of the same, the strongest counts."""
    return (reason.weight, -reason.order) if reason else (0, 0)


def get(slug: str) -> Reason | None:
    """The reason; None where the feature that brought it isn't installed any more."""
    return table().reasons.get(slug)


def tells(event: str) -> list[tuple[str | None, Tell]]:
    """(feature, tell) of an event type, those with the strongest reason first; the feature is None for core's own."""
    return table().by_event.get(event, [])


def tell_of(event: str, reason: str) -> Tell | None:
    return table().by_cause.get((event, reason))


def shown() -> list[Reason]:
    """What a person can choose about: reasons that something which is switched on gives, in order."""
    known = table()
    return [
        reason
        for slug, reason in known.reasons.items()
        if any(feature is None or switches.is_on(feature) for feature in known.users[slug])
    ]
