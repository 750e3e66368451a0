"""How the platform stands."""

from django.db.models import Count, Q

from kring.core.groups.models import Group
from kring.core.people.models import Person
from kring.tools.manage import states
from kring.tools.manage.access import for_managers, manage_page
from kring.tools.manage.log import changes
from kring.tools.manage.views.lists import unhosted


@for_managers
def overview(request):
    people = Person.objects.visible_to(request.user).aggregate(
        active=Count("pk", filter=Q(is_active=True)),
        guests=Count("pk", filter=Q(is_active=True, role="guest")),
        managers=Count("pk", filter=Q(is_active=True, role="manager")),
    )
    groups = Group.objects.filter(archived_at=None)  # seen: only counted, for managers
    rows = states.rows()
    return manage_page(
        request,
        "manage/overview.html",
        "overview",
        people=people,
        groups=groups.count(),
        unhosted=unhosted(groups).count(),
        features_on=sum(row.state in ("on", "always") for row in rows),
        features=len(rows),
        changes=changes(),
    )
