"""How the platform is set up."""

from django.conf import settings
from django.utils.translation import gettext as _

from kring.tools.manage.access import for_managers, manage_page


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
