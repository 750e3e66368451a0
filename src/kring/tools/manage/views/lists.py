"""Every group and every person, as far as running the platform asks for: not what is said."""

from django.contrib import messages
from django.db.models import Exists, Max, OuterRef, Prefetch, Q
from django.db.models.functions import Lower
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.groups import verbs
from kring.core.groups.access import access_group
from kring.core.groups.models import Group, Membership
from kring.core.groups.views.finding import page_number
from kring.core.people.models import Person
from kring.tools.manage.access import for_managers, manage_page

SIZE = 50


@for_managers
def groups(request):
    """All groups, secret ones too; `?show=unhosted` those that nobody looks after."""
    words, show = request.GET.get("q", "").strip()[:100], request.GET.get("show", "")
    hosts = (
        Membership.objects.filter(role="host", person__is_active=True).select_related("person").order_by("pk")
    )
    found = Group.objects.all()  # seen: managers know that every group exists
    for word in words.split()[:6]:
        found = found.filter(name__icontains=word)
    if show == "unhosted":
        found = unhosted(found)
    elif show == "archived":
        found = found.exclude(archived_at=None)
    number, rows = _paged(request, found.order_by("-is_everyone", Lower("name"), "pk").prefetch_related(
        Prefetch("memberships", hosts, to_attr="hosting")
    ))  # fmt: skip
    finds = set(
        Group.objects.visible_to(request.user)
        .filter(pk__in=[g.pk for g in rows])
        .values_list("pk", flat=True)
    )
    context = {
        "words": words,
        "show": show,
        "groups": rows[:SIZE],
        "finds": finds,
        "older": _older(number, rows),
    }
    return manage_page(request, "manage/groups.html", "groups", **context)


def unhosted(groups):
    hosted = Membership.objects.filter(group=OuterRef("pk"), role="host", person__is_active=True)
    return groups.filter(~Exists(hosted), archived_at=None)


@for_managers
@require_POST
def become_host(request, slug):
    """A manager makes themselves host; the group's members read so under About."""
    group = access_group(request.user, slug, to="manage")
    verbs.set_role(group, request.user, "host", by=request.user)
    messages.success(
        request, _("You are a host of %(group)s now. Its members can see that.") % {"group": group}
    )
    return redirect(group)


@for_managers
def people(request):
    """Everybody who has an account, and when they were last here."""
    words, show = request.GET.get("q", "").strip()[:100], request.GET.get("show", "")
    found = Person.objects.visible_to(request.user).annotate(seen_at=Max("sessions__seen_at"))
    for word in words.split()[:6]:
        found = found.filter(
            Q(name__icontains=word)
            | Q(handle__icontains=word)
            | Q(email__icontains=word)
            | Q(department__icontains=word)
        )
    filters = {"managers": Q(role="manager"), "guests": Q(role="guest"), "ended": Q(is_active=False)}
    found = found.filter(filters.get(show, Q()))
    number, rows = _paged(request, found.order_by(Lower("name"), "pk"))
    context = {"words": words, "show": show, "people": rows[:SIZE], "older": _older(number, rows)}
    return manage_page(request, "manage/people.html", "people", **context)


def _paged(request, found):
    number = page_number(request)
    return number, list(found[(number - 1) * SIZE : number * SIZE + 1])


def _older(number: int, rows: list) -> int | None:
    return number + 1 if len(rows) > SIZE else None
