"""Explaining an outcome, and what was said before."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content, can
from kring.core.web.pages import page, signed_in
from kring.interactions.outcomes import verbs
from kring.interactions.outcomes.forms import OutcomeForm
from kring.interactions.outcomes.models import Outcome


@signed_in
def explain(request, id):
    content = access_content(request.user, id, to="explain")
    before = verbs.current(content)
    form = OutcomeForm(request.POST or None, content=content, person=request.user, outcome=before)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with transaction.atomic():
            content = access_content(request.user, id, to="explain", lock=True)
            verbs.explain(
                content,
                request.user,
                decision=data["decision"],
                reason=form.html,
                owner=data["owner"],
                review_at=data["review_at"],
            )
        messages.success(request, _("Explained. Who took part is told."))
        return redirect(content)
    status = 422 if request.method == "POST" else 200
    return page(request, "outcomes/explain.html", status, content=content, form=form, before=before)


@signed_in
def earlier(request, id):
    """All that was said about the outcome, newest first; what was taken back only for who may put it back."""
    content = access_content(request.user, id)
    rows = (
        Outcome.objects.filter(content=content).select_related("by", "owner").order_by("-created_at", "-pk")
    )
    explains = can(request.user, content, "explain")
    rows = list(rows if explains else rows.filter(taken_back_at=None))
    return page(request, "outcomes/earlier.html", content=content, outcomes=rows, explains=explains)


@signed_in
@require_POST
def take_back(request, id):
    """`outcome` says which one, so that a second click doesn't take back the one before it as well."""
    with transaction.atomic():
        content = access_content(request.user, id, to="explain", lock=True)
        gone = verbs.take_back(content, request.user, _number(request))
    if gone is None:
        return redirect(content)
    return page(request, "outcomes/taken_back.html", content=content, outcome=gone)


@signed_in
@require_POST
def put_back(request, id):
    with transaction.atomic():
        content = access_content(request.user, id, to="explain", lock=True)
        verbs.put_back(content, request.user, _number(request))
    messages.success(request, _("It is back."))
    return redirect(content)


def _number(request) -> int:
    asked = request.POST.get("outcome", "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else 0
