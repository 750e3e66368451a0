from django.urls import path

from kring.tools.typing import views

urlpatterns = [path("c/<int:id>/typing/", views.typing, name="typing")]
