from django.urls import path

from kring.interactions.comments import views

urlpatterns = [
    path("c/<int:id>/comments/part/", views.part, name="comment_part"),
    path("c/<int:id>/comments/these/", views.these, name="comments_these"),
    path("c/<int:id>/comments/", views.post, name="comments"),
    path("c/<int:id>/comments/<int:comment_id>/", views.permalink, name="comment"),
    path("c/<int:id>/comments/<int:comment_id>/reply/", views.reply, name="comment_reply"),
    path("c/<int:id>/comments/<int:comment_id>/edit/", views.edit, name="comment_edit"),
    path("c/<int:id>/comments/<int:comment_id>/delete/", views.delete, name="comment_delete"),
    path("c/<int:id>/comments/<int:comment_id>/restore/", views.restore, name="comment_restore"),
]
