"""Writing the summary, its earlier versions, closing and opening again."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.web.pages import page, signed_in
from kring.kinds.discussions import verbs
from kring.kinds.discussions.forms import SummaryForm
from kring.kinds.discussions.models import Discussion


@signed_in
def summary(request, id):
    """Write what it came to, and choose the comments that this sums up."""
    content = access_content(request.user, id, to="sum_up")
    form = SummaryForm(request.POST or None, content=content)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with transaction.atomic():
            verbs.sum_up(content, request.user, form.html, data.get("comments", ()))
            if data.get("close"):
                verbs.close(content, request.user)
        messages.success(request, _("The summary stands on top."))
        return redirect(f"{content.url}#summary")
    status = 422 if request.method == "POST" else 200
    return page(request, "discussions/write.html", status, content=content, form=form)


@signed_in
@require_POST
def close(request, id):
    """`on` says which state is wanted, so a second click changes nothing."""
    content = access_content(request.user, id, to="sum_up")
    (verbs.close if request.POST.get("on") == "1" else verbs.reopen)(content, request.user)
    return redirect(content)


@signed_in
def versions(request, id):
    """The summary as it stood before, for everybody who reads the discussion."""
    content = access_content(request.user, id)
    if not isinstance(content, Discussion) or content.told is None:
        raise Http404
    earlier = content.earlier_summaries.select_related("by")[:100]
    return page(request, "discussions/versions.html", content=content, earlier=earlier)
