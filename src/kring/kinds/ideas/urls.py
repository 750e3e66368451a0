from django.urls import path

from kring.kinds.ideas import views

urlpatterns = [
    path("ideas/similar/", views.alike, name="ideas_similar"),
    path("c/<int:id>/vote/", views.vote, name="idea_vote"),
    path("c/<int:id>/join/", views.join, name="idea_join"),
    path("c/<int:id>/merge/", views.merge, name="idea_merge"),
    path("c/<int:id>/step/", views.step, name="challenge_step"),
    path("c/<int:id>/idea/<slug:verb>/", views.do, name="idea_do"),
]
