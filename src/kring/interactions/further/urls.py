from django.urls import path

from kring.interactions.further import views

urlpatterns = [
    path("c/<int:id>/further/", views.item, name="further"),
    path("c/<int:id>/comments/<int:comment_id>/further/", views.comment, name="comment_further"),
]
