"""Highlighting an article, and putting a highlighted one away."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.web.pages import back, page, signed_in
from kring.kinds.news import highlights, verbs
from kring.kinds.news.models import NewsDetails

WEEK = timedelta(days=7)
LONGEST = timedelta(days=90)


class UntilForm(forms.Form):
    """The last day on which it is highlighted."""

    until = forms.DateField(
        label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_until(self) -> datetime:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day in the next three months."))
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@signed_in
def highlight(request, id):
    """Until when? Sent with `stop`, it is no longer highlighted."""
    content = access_content(request.user, id, to="highlight")
    details = NewsDetails.objects.filter(content_id=content.pk, highlighted_until__gt=timezone.now()).first()
    current = details.highlighted_until if details else None
    if request.method == "POST" and "stop" in request.POST:
        verbs.unhighlight(content, by=request.user)
        highlights.changed(request.user)
        return redirect(content)
    day = timezone.localdate(current - timedelta(seconds=1)) if current else timezone.localdate() + WEEK
    form = UntilForm(request.POST or None, initial={"until": day})
    if request.method == "POST" and form.is_valid():
        verbs.highlight(content, by=request.user, until=form.cleaned_data["until"])
        highlights.changed(request.user)
        messages.success(request, _("It stands on top of home now."))
        return redirect("home")
    status = 422 if request.method == "POST" else 200
    return page(request, "news/until.html", status, content=content, form=form, current=current)


@signed_in
@require_POST
def put_away(request, id):
    verbs.put_away(access_content(request.user, id), request.user)
    highlights.changed(request.user)
    return back(request, "/")
