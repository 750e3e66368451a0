"""Every component in every state: what Kring is made of, to look at and to build with."""

from django.http import HttpResponse
from django.shortcuts import redirect

from kring.core.content.composer import composer
from kring.tools.manage.access import for_managers, manage_page
from kring.tools.manage.samples import Samples


@for_managers
def components(request):
    """In both themes beside each other. What is pressed here does nothing."""
    if request.method == "POST":
        return HttpResponse(status=204) if request.htmx else redirect("manage_components")
    panes = [Samples("light"), Samples("dark")]
    return manage_page(
        request, "manage/components.html", "components", panes=panes, composer=composer(request)
    )
