"""Which features the platform has on."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.features import verbs as switch_verbs
from kring.core.refused import Refused
from kring.core.web.pages import page
from kring.tools.manage import states
from kring.tools.manage.access import for_managers, manage_page


@for_managers
def features(request):
    """All features, what each state means, which groups deviate. `?changed=` and `?was=` offer the way back."""
    context = {"sections": states.sections(), "meaning": states.MEANING, **_undo(request.GET)}
    return manage_page(request, "manage/features.html", "features", **context)


@for_managers
@require_POST
def switch(request, slug):
    """Set a feature's state; the answer says what members see now, and undoes it in one click."""
    row = next((row for row in states.rows() if row.slug == slug), None)
    if row is None:
        raise Http404
    if row.fixed:
        raise Refused(_("This page itself can't be switched off."), 400)
    state = request.POST.get("state", "")
    if state != row.state:
        switch_verbs.switch_platform(slug, state, request.user)
    was = {} if state == row.state or "undo" in request.POST else {"changed": slug, "was": row.state}
    if request.htmx:
        now = next(row for row in states.rows() if row.slug == slug)
        return page(request, "manage/feature_switched.html", row=now, **_undo(was))
    query = f"?changed={slug}&was={row.state}" if was else ""
    return redirect(f"{reverse('manage_features')}{query}#feature-{slug}")


def _undo(given) -> dict:
    was = given.get("was", "")
    return {"changed": given.get("changed", ""), "was": was if was in states.MEANING else ""}
