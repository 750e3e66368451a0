from django.urls import path

from kring.core.letterbox import views

urlpatterns = [
    path("g/<slug:slug>/mail/", views.group_address, name="group_mail"),
]
