from django.urls import path

from kring.tools.bridge import views

urlpatterns = [
    path("q/<slug:code>/", views.short, name="short"),
    path("c/<int:id>/poster/", views.poster, name="poster"),
    path("c/<int:id>/slips/", views.slips, name="slips"),
    path("c/<int:id>/room/", views.room, name="room"),
    path("c/<int:id>/room/<int:count_id>/take-away/", views.take_away, name="room_take_away"),
]
