"""One's own settings: profile and picture, e-mail and password, sessions, appearance."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from kring.core.files import images
from kring.core.live.ended import ask_again
from kring.core.people import devices, verbs
from kring.core.people.forms import ChangePassword, EmailAddress
from kring.core.people.models import Person
from kring.core.people.profile_form import Profile, labelled
from kring.core.people.throttle import throttled
from kring.core.web.pages import back, page, signed_in


@signed_in
def profile(request):
    person = request.user
    form = Profile(request.POST or None, instance=person)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(
            request, "people/settings_profile.html", status, form=form, tabs=tabs("settings"), error=""
        )
    verbs.edit(person, **form.cleaned_data)
    messages.success(request, _("Your profile is saved."))
    return redirect("settings")


@signed_in
def colleagues(request):
    """What the field “manager” offers while somebody types."""
    typed = request.GET.get("manager", "").strip().lstrip("@")[:60]
    people = Person.objects.visible_to(request.user).active().exclude(pk=request.user.pk)
    found = (
        people.filter(Q(name__icontains=typed) | Q(handle__startswith=typed.lower()))
        if typed
        else people.none()
    )
    names = [labelled(person) for person in found.only("name", "handle").order_by("name")[:10]]
    return page(request, "people/colleagues.html", names=names)


@signed_in
@require_POST
@throttled("20/m/user")
def avatar(request):
    """A new picture, or none: `remove`."""
    if "remove" in request.POST:
        verbs.edit(request.user, avatar="")
        messages.success(request, _("Your picture is removed."))
        return redirect("settings")
    try:
        if "picture" not in request.FILES:
            raise ValidationError(_("Choose a picture first."))
        name = images.store_avatar(request.FILES["picture"], images.crop_box(request.POST))
    except ValidationError as refused:
        form = Profile(instance=request.user)
        error = " ".join(refused.messages)
        return page(
            request, "people/settings_profile.html", 422, form=form, tabs=tabs("settings"), error=error
        )
    verbs.edit(request.user, avatar=name)
    messages.success(request, _("Your picture is saved."))
    return redirect("settings")


@signed_in
@never_cache
@sensitive_post_parameters("current", "new")
@throttled("20/m/user")
def account(request):
    """E-mail address and password: two forms on one page, told apart by their button."""
    person = request.user
    what = request.POST.get("what") if request.method == "POST" else ""
    email = EmailAddress(request.POST if what == "email" else None, person=person, prefix="email")
    password = ChangePassword(request.POST if what == "password" else None, person=person, prefix="password")
    if what == "email" and email.is_valid():
        verbs.change_email(person, email.cleaned_data["email"])
        messages.success(request, _("Your e-mail address is saved."))
        return redirect("settings_account")
    if what == "password" and password.is_valid():
        verbs.set_password(person, password.cleaned_data["new"], keep_session=request.session.session_key)
        update_session_auth_hash(request, person)
        messages.success(request, _("Your new password is saved. Every other browser has been signed out."))
        return redirect("settings_account")
    status = 422 if request.method == "POST" else 200
    context = {"email": email, "password": password, "tabs": tabs("settings_account")}
    return page(request, "people/settings_account.html", status, **context)


@signed_in
@never_cache
def sessions(request):
    """Where this person is signed in. Each can be ended, and is at once."""
    mine = request.user.sessions.alive()
    if request.method == "POST":
        others = mine.exclude(session_key=request.session.session_key)
        if request.POST.get("end") == "others":
            ended = others.delete()[0]
        else:  # by a name that opens nothing: the key itself stands on no page
            wanted = [s.pk for s in others if s.name == request.POST.get("end")]
            ended = others.filter(pk__in=wanted).delete()[0]
        ask_again(request.user.pk)
        messages.success(request, _("Signed out there.") if ended else _("That one had ended already."))
        return redirect("settings_sessions")
    places = [
        {
            "session": session,
            "device": devices.words(session.user_agent),
            "icon": "smartphone" if devices.is_handheld(session.user_agent) else "monitor",
            "here": session.session_key == request.session.session_key,
        }
        for session in mine.order_by("-seen_at")
    ]
    places.sort(key=lambda place: not place["here"])
    return page(request, "people/settings_sessions.html", places=places, tabs=tabs("settings_sessions"))


@signed_in
@require_POST
def theme(request):
    """Light, dark or as the device has it."""
    value = request.POST.get("theme", "")
    if value not in Person.Theme.values:
        raise Http404
    verbs.edit(request.user, theme=value)
    return back(request, "/")


def tabs(current: str) -> list[dict]:
    labels = {
        "settings": _("Profile"),
        "notification_settings": _("Notifications"),
        "settings_account": _("Account"),
        "settings_sessions": _("Signed in"),
        "settings_device": _("This device"),
    }
    return [
        {"label": label, "url": reverse(name), "current": name == current} for name, label in labels.items()
    ]


@signed_in
@require_POST
def presence(request):
    """`on=1`: colleagues see that I am here; `on=0`: they don't."""
    verbs.show_presence(request.user, request.POST.get("on") == "1")
    return HttpResponse(status=204) if request.htmx else redirect("settings_sessions")
