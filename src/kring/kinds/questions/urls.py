from django.urls import path

from kring.kinds.questions import views

urlpatterns = [path("c/<int:id>/comments/<int:comment_id>/best/", views.best, name="comment_best")]
