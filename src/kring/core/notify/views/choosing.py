"""One page for everything that somebody chooses about being told."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from kring.core.content.models import Content
from kring.core.groups.models import Group
from kring.core.notify import budget, preferences
from kring.core.notify.choices import Choices
from kring.core.notify.models import GroupLevel, Mute
from kring.core.people.account import tabs
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in

MUTES_SHOWN = 50
LANGUAGES = dict(settings.LANGUAGES)


@signed_in
@never_cache
def choose(request):
    """Saved as one goes (htmx takes the parts that follow from it) or with the button."""
    preference = preferences.of(request.user)
    groups = _groups(request.user)
    levels = dict(GroupLevel.objects.filter(person=request.user).values_list("group_id", "level"))
    form = Choices(request.POST or None, preference=preference, groups=groups, levels=levels)
    if request.method == "POST" and _saved(request.user, form):
        if not request.htmx:
            messages.success(request, _("Your choices are saved."))
            return redirect("notification_settings")
        form = _as_saved(request.user, groups)
    refused = request.method == "POST" and not (form.is_valid() if form.is_bound else True)
    status = 422 if refused else 200
    return page(
        request,
        "notify/settings.html",
        status,
        form=form,
        preference=form.preference,
        tabs=tabs("notification_settings"),
        spent=form.preference.budget - budget.left(request.user, form.preference, timezone.now()),
        muted=_muted(request.user),
        saved=request.method == "POST" and not refused,
        language=LANGUAGES.get(request.user.language or settings.LANGUAGE_CODE, ""),
    )


def _saved(person, form: Choices) -> bool:
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            preferences.save(person, **form.values)
            for group, level in form.new_levels():
                preferences.set_level(person, group, level)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _as_saved(person, groups) -> Choices:
    levels = dict(GroupLevel.objects.filter(person=person).values_list("group_id", "level"))
    return Choices(preference=preferences.of(person), groups=groups, levels=levels)


def _groups(person) -> list[Group]:
    mine = Group.objects.visible_to(person).filter(memberships__person=person, archived_at=None)
    return list(mine.order_by("-is_everyone", "name"))


def _muted(person) -> list[Content]:
    """What they muted and may still see, the last one first."""
    muted = Mute.objects.filter(person=person).order_by("-pk").values_list("content_id", flat=True)
    ids = list(muted[:MUTES_SHOWN])
    found = Content.objects.visible_to(person).select_related("group").in_bulk(ids)
    return [found[id] for id in ids if id in found]
