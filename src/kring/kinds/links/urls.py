from django.urls import path

from kring.kinds.links import views

urlpatterns = [path("links/known/", views.known, name="links_known")]
