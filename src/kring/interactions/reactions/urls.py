from django.urls import path

from kring.interactions.reactions import views

urlpatterns = [
    path("c/<int:id>/react/", views.react, name="react"),
    path("c/<int:id>/react/<int:comment_id>/", views.react, name="react_comment"),
    path("c/<int:id>/reactions/", views.who, name="reactions"),
    path("c/<int:id>/reactions/<int:comment_id>/", views.who, name="comment_reactions"),
]
