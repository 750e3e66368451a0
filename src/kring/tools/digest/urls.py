from django.urls import path

from kring.tools.digest import views

urlpatterns = [
    path("digest/", views.digest, name="digest"),
    path("digest/example/", views.example, name="digest_example"),
]
