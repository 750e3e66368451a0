from django.urls import path

from kring.interactions.mustread import views

urlpatterns = [
    path("c/<int:id>/must-read/", views.ask, name="must_read"),
    path("c/<int:id>/must-read/read/", views.confirm, name="must_read_confirm"),
    path("c/<int:id>/must-read/who/", views.who, name="must_read_who"),
    path("c/<int:id>/must-read/remind/", views.remind, name="must_read_remind"),
]
