from django.urls import path

from kring.kinds.wiki import views

urlpatterns = [
    path("c/<int:id>/place/", views.place, name="wiki_place"),
    path("c/<int:id>/care/", views.care, name="wiki_care"),
    path("c/<int:id>/checked/", views.checked, name="wiki_checked"),
]
