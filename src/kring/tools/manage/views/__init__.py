"""The manager's pages. For everybody else they don't exist."""

from kring.tools.manage.views.components import components
from kring.tools.manage.views.features import features, switch
from kring.tools.manage.views.lists import become_host, groups, people
from kring.tools.manage.views.mail import mail
from kring.tools.manage.views.mail_in import mail_in
from kring.tools.manage.views.organisation import organisation
from kring.tools.manage.views.overview import overview
from kring.tools.manage.views.searches import searches

__all__ = [
    "become_host",
    "components",
    "features",
    "groups",
    "mail",
    "mail_in",
    "organisation",
    "overview",
    "people",
    "searches",
    "switch",
]
