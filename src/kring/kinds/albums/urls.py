from django.urls import path

from kring.kinds.albums import views
from kring.kinds.albums.arranging import arrange

urlpatterns = [
    path("c/<int:id>/photos/", views.photos, name="album_photos"),
    path("c/<int:id>/photos/add/", views.add, name="album_add"),
    path("c/<int:id>/photos/arrange/", arrange, name="album_arrange"),
    path("c/<int:id>/photos/<int:photo_id>/", views.photo, name="album_photo"),
]
