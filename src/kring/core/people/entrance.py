"""Ways in and out: signing in and out, a forgotten password, a one-time link, an invitation."""

from allauth.account import views as allauth
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import authenticate
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from kring.core.people import verbs, visits
from kring.core.people.forms import Welcome
from kring.core.people.models import Person
from kring.core.people.throttle import throttled
from kring.core.refused import Refused
from kring.core.web.pages import page


class OurPages:
    """allauth's views with our shell around them, and an honest status for a form that comes back."""

    status = 200

    def form_invalid(self, form):
        self.status = 422
        return super().form_invalid(form)

    def render_to_response(self, context, **kwargs):
        context.setdefault("next", context.get("redirect_field_value") or "")
        return page(self.request, self.template_name, self.status, **context)


class SignIn(OurPages, allauth.LoginView):
    pass


class SignOut(OurPages, allauth.LogoutView):
    def post(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            visits.left(request.user)
        return super().post(request, *args, **kwargs)


class ForgottenPassword(OurPages, allauth.PasswordResetView):
    pass


class ForgottenPasswordSent(OurPages, allauth.PasswordResetDoneView):
    pass


class NewPassword(OurPages, allauth.PasswordResetFromKeyView):
    def render_to_response(self, context, **kwargs):
        context.setdefault("token_fail", False)
        self.status = 410 if context["token_fail"] else self.status
        return super().render_to_response(context, **kwargs)


class NewPasswordDone(OurPages, allauth.PasswordResetFromKeyDoneView):
    pass


def no_sign_up(request):
    return page(request, "account/signup_closed.html")


@never_cache
@throttled("20/m/ip")
def login_link(request, token):
    """Signs in at once where a person opened the link by hand. Mail scanners, previews and other sites' pages open links
    too: they get a page with one button, and only pressing that uses the link."""
    if request.method != "POST" and not (opened_by_hand(request) and not request.user.is_authenticated):
        link = verbs.open_login_link(token)
        if link is None:
            return page(request, "people/link_dead.html", 410)
        return page(request, "people/link.html", person=link.person)
    person = verbs.use_login_link(token)
    if person is None:
        return (
            redirect("home") if request.user.is_authenticated else page(request, "people/link_dead.html", 410)
        )
    return let_in(request, person, "link")


def opened_by_hand(request) -> bool:
    """The browser says that this address was typed, pasted, or clicked outside any page. (Browsers tell it over https and
    on their own machine only; what doesn't say so is taken for something else.)"""
    headers = request.headers
    return (
        request.method == "GET"
        and headers.get("Sec-Fetch-Dest") == "document"
        and headers.get("Sec-Fetch-Mode") == "navigate"
        and headers.get("Sec-Fetch-Site") == "none"
        and not headers.get("Sec-Purpose", headers.get("Purpose"))
    )


@never_cache
@sensitive_post_parameters("password")
@throttled("20/m/ip")
def invitation(request, token):
    """Make the account one was invited to make."""
    invited = verbs.open_invitation(token)
    if invited is None:
        return _used_before(request, token) or page(request, "people/invitation_dead.html", 410)
    if request.user.is_authenticated:
        return page(request, "people/invitation_for_another.html", invited=invited)
    form = Welcome(request.POST or None, initial={"name": invited.name, "email": invited.email})
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return page(request, "people/welcome.html", status, form=form, invited=invited)
    try:
        person = verbs.accept(invited, language=get_language() or "", **form.cleaned_data)
    except Refused as refused:
        if answer := _used_before(request, token):
            return answer
        form.add_error(None, str(refused))
        return page(request, "people/welcome.html", refused.status, form=form, invited=invited)
    return let_in(request, person, "invitation")


def _used_before(request, token):
    """The form was sent twice: who made the account with it is let in, as the first time."""
    invited = verbs.find_invitation(token)
    if invited is None or invited.accepted_by is None or request.method != "POST":
        return None
    if request.user == invited.accepted_by:
        return redirect("home")
    person = authenticate(
        request, username=invited.accepted_by.handle, password=request.POST.get("password", "")
    )
    return let_in(request, person, "invitation") if person else None


def let_in(request, person: Person, method: str):
    """Sign in without a password, and go home."""
    record_authentication(request, person, method=method)
    return perform_login(request, Login(user=person))
