"""Asking everybody to read something, saying that one has, and who hasn't."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from kring.core.content.access import access_content
from kring.core.web.pages import back, page, signed_in
from kring.interactions.mustread import verbs, waiting
from kring.interactions.mustread.models import MustRead
from kring.interactions.mustread.readers import readers

LONGEST = timedelta(days=366)


class UntilForm(forms.Form):
    """The last day on which it is asked; none, it is asked until somebody stops it."""

    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        help_text=gettext_lazy("Empty: until you stop asking."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_until(self) -> datetime | None:
        day, today = self.cleaned_data["until"], timezone.localdate()
        if day is None:
            return None
        if not today <= day <= today + LONGEST:
            raise forms.ValidationError(_("Choose a day in the coming year."))
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


@signed_in
def ask(request, id):
    """Sent with `stop`, nobody is asked any more."""
    content = access_content(request.user, id, to="must_read")
    row = MustRead.objects.filter(content_id=content.pk).first()
    if request.method == "POST" and "stop" in request.POST:
        verbs.stop(content, by=request.user)
        return redirect(content)
    form = UntilForm(request.POST or None, initial={"until": row and row.last_day})
    if request.method == "POST" and form.is_valid():
        verbs.ask(content, by=request.user, until=form.cleaned_data["until"])
        messages.success(
            request, _("Everybody in %(group)s is asked to read this.") % {"group": content.group}
        )
        return redirect(content)
    status = 422 if request.method == "POST" else 200
    return page(request, "mustread/ask.html", status, content=content, form=form, current=row)


@signed_in
@require_POST
def confirm(request, id):
    """`on=1`: I have read it; `on=0`: not yet."""
    content = access_content(request.user, id)
    if request.POST.get("on") == "0":
        verbs.take_back(content, request.user)
    else:
        verbs.confirm(content, request.user)
    waiting.changed(request.user)
    return HttpResponse(status=204) if request.htmx else back(request, content.url)


@signed_in
def who(request, id):
    """`?show=read` for who has; else who hasn't."""
    content = access_content(request.user, id, to="must_read")
    have = request.GET.get("show") == "read"
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and 0 < len(asked) < 7 else 1
    row = MustRead.objects.filter(content_id=content.pk).first()
    found = readers(request.user, content, have, max(number, 1))
    return page(request, "mustread/who.html", content=content, found=found, have=have, row=row)


@signed_in
@require_POST
def remind(request, id):
    content = access_content(request.user, id, to="must_read")
    verbs.remind(content, by=request.user)
    messages.success(request, _("Who hasn't read it yet is asked again."))
    return redirect("must_read_who", id=content.pk)
