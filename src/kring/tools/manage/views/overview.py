"""How the platform stands, and how it is set up."""

from django.conf import settings
from django.db.models import Count, Q
from django.utils.translation import gettext as _

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


@for_managers
def organisation(request):
    """What the installation is set to; changed in its environment, so shown with the names of the variables."""
    config = settings.CONFIG
    languages = dict(settings.LANGUAGES)
    who = {"members": _("Every member"), "managers": _("Managers only")}
    facts = [
        (_("Name"), config.name, "KRING_NAME"),
        (_("Address"), settings.BASE_URL, "KRING_URL"),
        (
            _("Language, until somebody chooses their own"),
            languages.get(config.language, config.language),
            "KRING_LANGUAGE",
        ),
        (_("Time zone"), config.time_zone, "KRING_TIME_ZONE"),
        (_("Who may start a group"), who.get(config.start_groups, config.start_groups), "KRING_START_GROUPS"),
        (_("Largest upload"), f"{config.upload_limit_mb} MB", "KRING_UPLOAD_LIMIT_MB"),
        (_("Days until an unused sign-in ends"), config.session_days, "KRING_SESSION_DAYS"),
        (
            _("Mail"),
            _("Sent") if config.email_url else _("Kept in the data folder: nobody gets mail yet"),
            "KRING_EMAIL_URL",
        ),
    ]
    return manage_page(request, "manage/organisation.html", "organisation", facts=facts)
