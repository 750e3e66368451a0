from django.urls import path

from kring.tools.directory import views

urlpatterns = [path("people/", views.people, name="people")]
