from django.urls import path

from kring.kinds.pages import views

urlpatterns = [
    path("pages/arrange/", views.arrange, name="page_arrange"),
    path("c/<int:id>/home/", views.home, name="page_home"),
    path("pages/navigation/", views.in_rail, name="pages_in_rail"),
    path("c/<int:id>/navigation/", views.rail_place, name="page_rail"),
    path("c/<int:id>/phone/", views.phone, name="page_phone"),
]
