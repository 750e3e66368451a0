from django.urls import path

from kring.interactions.shares import views

urlpatterns = [
    path("c/<int:id>/share/", views.share, name="share"),
    path("c/<int:id>/shared/<slug:slug>/take-out/", views.take_out, name="share_take_out"),
    path("g/<slug:slug>/shared/", views.in_group, name="group_shared"),
]
