"""What people type to get in, and to change how."""

from uuid import uuid4

from allauth.account.forms import LoginForm, ResetPasswordKeyForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from kring.core.people import mail
from kring.core.people.models import Person
from kring.core.people.sign_in import LONGEST_PASSWORD
from kring.core.people.verbs import RESERVED

TAKEN = _("Somebody else uses this e-mail address.")


def password_field(label, new: bool = True, **options) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"})
    return forms.CharField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, **options)


class SignIn(LoginForm):
    """allauth's, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "autofocus": True,
        }
        self.fields["login"] = forms.CharField(
            label=_("Handle or e-mail address"), max_length=254, widget=forms.TextInput(attrs=name)
        )
        self.fields["password"] = password_field(_("Password"), new=False)
        self.order_fields(["login", "password"])


class ForgottenPassword(forms.Form):
    email = forms.CharField(
        label=_("Handle or e-mail address"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )

    def save(self, request) -> None:
        """The same little work whether anybody has this name or not; the worker finds out."""
        mail.send_reset.enqueue(self.cleaned_data["email"].strip(), uuid4().hex)


class NewPassword(ResetPasswordKeyForm):
    """After a reset: one field; showing what is typed is better than typing it twice."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"] = password_field(_("New password"), help_text=_("At least ten characters."))

    def clean_password1(self) -> str:
        validate_password(self.cleaned_data["password1"], self.user)
        return self.cleaned_data["password1"]


class Welcome(forms.ModelForm):
    """The account that an invitation makes."""

    password = password_field(_("Password"), help_text=_("At least ten characters."))

    class Meta:
        model = Person
        fields = ("name", "handle", "email")

    field_order = ("name", "handle", "email", "password")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["handle"].required = False
        self.fields["handle"].help_text = _(
            "Your name in an address and after an @. Leave it empty to have one made."
        )
        self.fields["handle"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        self.fields["email"].widget.attrs["autocomplete"] = "email"
        self.fields["email"].help_text = _("To sign in with, and for a new password.")

    def clean_handle(self) -> str:
        handle = self.cleaned_data["handle"]
        if handle in RESERVED:
            raise forms.ValidationError(_("This handle isn't free. Choose another."))
        return handle

    def clean_email(self) -> str | None:
        return free_email(self.cleaned_data["email"], self.instance)

    def clean(self):
        data = super().clean()
        if data.get("password"):
            person = Person(name=data.get("name", ""), handle=data.get("handle", ""), email=data.get("email"))
            try:
                validate_password(data["password"], person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


def free_email(email: str | None, person: Person) -> str | None:
    email = (email or "").strip().lower() or None
    if email and Person.objects.filter(email__iexact=email).exclude(pk=person.pk).exists():
        raise forms.ValidationError(TAKEN)
    return email


class EmailAddress(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, initial={"email": person.email}, **kwargs)
        self.person = person
        if person.has_usable_password():
            self.fields["current"] = password_field(_("Your password, to be sure it is you"), new=False)

    def clean_email(self) -> str | None:
        return free_email(self.cleaned_data["email"], self.person)

    def clean_current(self) -> str:
        return right_password(self)


class ChangePassword(forms.Form):
    """Who came in by a link has no password yet, and isn't asked for one."""

    new = password_field(_("New password"), help_text=_("At least ten characters."))

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        if person.has_usable_password():
            self.fields["current"] = password_field(_("Your password now"), new=False)
            self.order_fields(["current", "new"])

    def clean_current(self) -> str:
        return right_password(self)

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.person)
        return self.cleaned_data["new"]


def right_password(form) -> str:
    if not form.person.check_password(form.cleaned_data["current"]):
        raise forms.ValidationError(_("This isn't your password."))
    return form.cleaned_data["current"]
