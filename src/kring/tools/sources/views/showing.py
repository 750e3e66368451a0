"""What waits for a host's yes, in one group or in all of theirs; and the sources."""

from django.db.models import Count, Q
from django.http import Http404
from django.utils.translation import gettext as _

from kring.core.groups.access import access_group
from kring.core.groups.frame import Frame
from kring.core.groups.hosting import hosted
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in
from kring.tools.sources.models import Entry, Source
from kring.tools.sources.naming import publishes
from kring.tools.sources.showing import SHOWN, Line, waiting


def group_of(request, slug):
    """The group, for who hosts it."""
    return access_group(request.user, slug, to="host", feature="sources")


def group_page(request, template: str, group, status: int = 200, **context):
    return page(
        request, template, status, group=group, frame=Frame(request.user, group, "sources"), **context
    )


@signed_in
def everywhere(request):
    """Every group that the person hosts, with what waits there."""
    groups = list(hosted(request.user, "sources").only("name", "slug", "is_everyone", "archived_at"))
    if not groups and not request.user.is_manager:
        raise Refused(_("Outside sources are for who hosts a group."))
    followed = dict(Source.objects.filter(group__in=groups).values_list("group").annotate(Count("pk")))
    waits = dict(Entry.objects.waiting().filter(group__in=groups).values_list("group").annotate(Count("pk")))
    lines = [
        {"group": group, "sources": followed.get(group.pk, 0), "waiting": waits.get(group.pk, 0)}
        for group in groups
    ]
    lines.sort(key=lambda line: (-line["waiting"], -line["sources"]))
    return page(request, "sources/everywhere.html", lines=lines, waiting=sum(waits.values()))


@signed_in
def in_group(request, slug):
    """`?source=` shows what waits of that one."""
    group = group_of(request, slug)
    rows = group.sources.select_related("by", "group", "pause__by").order_by("title", "pk")
    rows = rows.annotate(waiting=Count("entries", filter=Q(entries__state="waiting")))
    lines = [Line(source, source.waiting) for source in rows]
    only = _only(request.GET.get("source", ""), lines)
    entries, total = waiting([group], only)
    context = {"lines": lines, "only": only, "entries": entries, "total": total}
    may = publishes(request.user, group)
    return group_page(request, "sources/group.html", group, may_publish=may, **context)


def _only(asked: str, lines: list[Line]):
    if not asked:
        return None
    found = next((line.source for line in lines if str(line.source.pk) == asked), None)
    if found is None:
        raise Http404
    return found


@signed_in
def decided(request, slug):
    """What hosts said yes and no to, the last first."""
    group = group_of(request, slug)
    rows = Entry.objects.filter(group=group, decided_at__isnull=False)
    rows = rows.select_related("source", "decided_by", "content").order_by("-decided_at", "-pk")
    return group_page(request, "sources/decided.html", group, entries=list(rows[:SHOWN]))
