from django.urls import path

from kring.interactions.follows import views

urlpatterns = [
    path("c/<int:id>/follow/", views.content, name="follow_content"),
    path("topics/<slug:slug>/follow/", views.topic, name="follow_topic"),
    path("people/<str:handle>/follow/", views.person, name="follow_person"),
    path("following/", views.following, name="following"),
    path("following/list/", views.listed, name="following_list"),
]
