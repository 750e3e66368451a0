from django.urls import path

from kring.interactions.views import views

urlpatterns = [path("c/<int:id>/views/", views.who, name="seen_by")]
