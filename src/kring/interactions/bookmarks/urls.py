from django.urls import path

from kring.interactions.bookmarks import views

urlpatterns = [
    path("bookmarks/", views.bookmarks, name="bookmarks"),
    path("bookmarks/lists/", views.start, name="bookmark_list_start"),
    path("bookmarks/lists/<int:list_id>/", views.bookmarks, name="bookmark_list"),
    path("bookmarks/lists/<int:list_id>/<slug:verb>/", views.change, name="bookmark_list_do"),
    path("c/<int:id>/bookmark/", views.mark, name="bookmark"),
    path("c/<int:id>/bookmark/move/", views.move, name="bookmark_move"),
]
