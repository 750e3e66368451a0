"""What somebody chooses about messages."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kring.core.people.profile import find
from kring.core.web.pages import back, page, signed_in
from kring.tools.messages import blocking, shown
from kring.tools.messages.forms import HabitForm
from kring.tools.messages.models import Habit

FIELDS = ("shows_reading", "enter_sends")


@signed_in
def choose(request):
    habit = shown.habit_of(request.user)
    form = HabitForm(request.POST or None, initial={name: getattr(habit, name) for name in FIELDS})
    if request.method == "POST":
        form = HabitForm(request.POST)
        if form.is_valid():
            Habit.objects.update_or_create(person=request.user, defaults=form.cleaned_data)
            messages.success(request, _("Your choices are saved."))
            return redirect("message_settings")
    return page(request, "conversations/settings.html", form=form, blocked=blocking.blocked_by(request.user))


@signed_in
@require_POST
def block(request, handle):
    """`on=1`: this person can't write to me; `on=0`: they can again. They aren't told."""
    other = find(request.user, handle)
    on = request.POST.get("on") == "1"
    (blocking.block if on else blocking.unblock)(request.user, other)
    said = (
        _("%(name)s can’t write to you any more. They aren’t told.")
        if on
        else _("%(name)s can write to you again.")
    )
    messages.success(request, said % {"name": other.name})
    return back(request, "/messages/settings/")
