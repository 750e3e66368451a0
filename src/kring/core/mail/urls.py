from django.urls import path

from kring.core.mail import views

urlpatterns = [
    path("mail/unsubscribe/<str:token>/", views.unsubscribe, name="mail_unsubscribe"),
    path("settings/mail/works/", views.works, name="mail_works"),
    path("settings/mail/again/", views.again, name="mail_again"),
]
