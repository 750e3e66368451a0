from django.urls import path

from kring.tools.feeds import views

urlpatterns = [
    path("feeds/", views.feeds, name="feeds"),
    path("feeds/<str:token>/<slug:name>/<str:slug>/", views.feed, name="feed"),
]
