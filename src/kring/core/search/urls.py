from django.urls import path

from kring.core.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
]
