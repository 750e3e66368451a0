"""Only managers of the platform; others aren't told that the page exists."""

from functools import wraps

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from kring.core.web.pages import page, signed_in


def for_managers(view):
    @signed_in
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.is_manager:
            raise Http404
        return view(request, *args, **kwargs)

    return checked


def manage_page(request, template: str, tab: str, status: int = 200, **context):
    """A page of the manager's, under their tabs."""
    tabs = [
        ("overview", _("Overview"), "manage"),
        ("features", _("Features"), "manage_features"),
        ("groups", _("Groups"), "manage_groups"),
        ("people", _("People"), "manage_people"),
        ("searches", _("Searches"), "manage_searches"),
        ("mail", _("Mail"), "manage_mail"),
        ("organisation", _("Organisation"), "manage_organisation"),
        ("components", _("Components"), "manage_components"),
    ]
    items = [
        {"label": label, "url": reverse(name), "current": key == tab, "count": None}
        for key, label, name in tabs
    ]
    return page(request, template, status, tab_items=items, **context)
