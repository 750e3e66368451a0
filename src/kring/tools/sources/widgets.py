"""For hosts, beside home and their group: how much waits; and in their digest."""

from datetime import datetime

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.translation import ngettext

from kring.core.features.kept import forget, kept
from kring.core.groups.access import can
from kring.core.groups.hosting import hosted
from kring.core.mail.parts import Line
from kring.tools.sources.models import Entry

SHOWN = 3
HOME = "sources:waiting"


def at_home(person, **_context) -> dict | None:
    """Groups in which something waits, of who hosts any."""
    if not person.is_manager and "host" not in person.roles.values():
        return None
    lines = kept(HOME, person, lambda: _lines(person))
    return {"lines": lines[:SHOWN], "all": reverse("sources")} if lines else None


def in_group(person, group, **_context) -> dict | None:
    if group.is_archived or not can(person, group, "host"):
        return None
    count = Entry.objects.waiting().filter(group=group).count()
    url = reverse("group_sources", args=[group.slug])
    return {"lines": [{"name": "", "url": url, "count": count}], "all": url} if count else None


def changed(person) -> None:
    """This person decided something, and wants to see that now."""
    forget(HOME, person)


def _lines(person) -> list[dict]:
    mine = hosted(person, "sources").filter(
        pk__in=list(person.roles)
    )  # a manager isn't called to groups of others
    groups = {group.pk: group for group in mine.only("name", "slug")}
    waiting = Entry.objects.waiting().filter(group__in=groups).values("group")
    found = waiting.annotate(count=Count("pk"), newest=Max("arrived_at")).order_by("-newest")
    return [
        {"name": groups[row["group"]].name, "url": reverse("group_sources", args=[groups[row["group"]].slug]),
         "count": row["count"], "newest": row["newest"]}
        for row in found
    ]  # fmt: skip


def lines(person, since: datetime) -> list[Line]:
    """For the digest: groups in which something new waits."""
    if not person.is_manager and "host" not in person.roles.values():
        return []
    new = [line for line in _lines(person) if line["newest"] > since]
    return [Line(line["name"], line["url"], why=told(line["count"])) for line in new[:SHOWN]]


def told(count: int) -> str:
    return ngettext("%(num)s item waits for your yes", "%(num)s items wait for your yes", count) % {
        "num": count
    }
