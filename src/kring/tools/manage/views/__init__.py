"""The manager's pages. For everybody else they don't exist."""

from kring.tools.manage.views.components import components
from kring.tools.manage.views.features import features, switch
from kring.tools.manage.views.lists import become_host, groups, people
from kring.tools.manage.views.overview import organisation, overview

__all__ = ["become_host", "components", "features", "groups", "organisation", "overview", "people", "switch"]
