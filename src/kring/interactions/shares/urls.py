from django.urls import path

from kring.interactions.shares import views

urlpatterns = [path("c/<int:id>/share/", views.share, name="share")]
