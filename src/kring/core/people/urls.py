"""Ways in and out. Only these of allauth's pages are there, under its own names."""

from django.urls import path, re_path

from kring.core.people import entrance

urlpatterns = [
    path("accounts/login/", entrance.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", entrance.SignOut.as_view(), name="account_logout"),
    path("accounts/signup/", entrance.no_sign_up, name="account_signup"),
    path("accounts/password/reset/", entrance.ForgottenPassword.as_view(), name="account_reset_password"),
    path(
        "accounts/password/reset/done/",
        entrance.ForgottenPasswordSent.as_view(),
        name="account_reset_password_done",
    ),
    path(
        "accounts/password/reset/key/done/",
        entrance.NewPasswordDone.as_view(),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^accounts/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.NewPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("in/<str:token>/", entrance.login_link, name="login_link"),
    path("welcome/<str:token>/", entrance.invitation, name="invitation"),
]
