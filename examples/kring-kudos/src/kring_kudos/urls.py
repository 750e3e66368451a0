from django.urls import path

from kring_kudos import views

urlpatterns = [path("kudos/", views.everywhere, name="kudos")]
