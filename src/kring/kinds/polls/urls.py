from django.urls import path

from kring.kinds.polls import views

urlpatterns = [
    path("c/<int:id>/poll/", views.look, name="poll"),
    path("c/<int:id>/poll/vote/", views.vote, name="poll_vote"),
    path("c/<int:id>/poll/close/", views.close, name="poll_close"),
    path("c/<int:id>/poll/voters/", views.voters, name="poll_voters"),
]
