"""What hosts set for their group."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from kring.core.features import verbs as switch_verbs
from kring.core.files import images
from kring.core.groups import switching, verbs
from kring.core.groups.access import access_group
from kring.core.groups.forms import SettingsForm
from kring.core.groups.frame import Frame
from kring.core.refused import Refused
from kring.core.web.pages import page, signed_in


@signed_in
def settings(request, slug):
    """Name, texts, access and picture. A form that was opened before somebody else's change says so, and keeps what
    was typed."""
    group = access_group(request.user, slug, to="host")
    frame = Frame(request.user, group, "settings")
    data, stale = request.POST.copy() if request.method == "POST" else None, False
    if data is not None:
        stale = data.get("version", "") not in ("", str(group.version))
        data["version"] = group.version
    form = SettingsForm(data, request.FILES or None, group=group, person=request.user)
    if data is None or stale or not form.is_valid() or not _save(form, group, request.user):
        status = 200 if data is None else 409 if stale else 422
        return page(request, "groups/settings.html", status, group=group, frame=frame, form=form, stale=stale)
    messages.success(request, _("Saved. Members see it from now on."))
    return redirect(group)


def _save(form, group, by) -> bool:
    """Store what was changed; False with an error beside the field where it can't be."""
    values = form.changed_values
    if values.pop("remove_cover", False):
        values["cover"] = ""
    if cover := form.cleaned_data["cover"]:
        try:
            values["cover"] = images.store_cover(cover)
        except ValidationError as problem:
            form.add_error("cover", problem)
            return False
    try:
        verbs.edit(group, by, **values)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@signed_in
def features(request, slug):
    """The group's own choice for every feature that may differ per group."""
    group = access_group(request.user, slug, to="host")
    if request.method == "POST":
        changed = 0
        for choice in switching.choices(group):
            wanted = request.POST.get(f"feature-{choice.slug}", choice.own)
            if wanted != choice.own:
                switch_verbs.switch_group(choice.slug, group, wanted, request.user)
                changed += 1
        messages.success(
            request, _("Saved. Members see it from now on.") if changed else _("Nothing was changed.")
        )
        return redirect("group_features", slug=slug)
    frame = Frame(request.user, group, "settings")
    return page(request, "groups/features.html", group=group, frame=frame, choices=switching.choices(group))
