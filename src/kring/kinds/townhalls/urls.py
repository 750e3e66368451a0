from django.urls import path

from kring.kinds.townhalls import views

urlpatterns = [
    path("c/<int:id>/hall/", views.look, name="hall"),
    path("c/<int:id>/hall/ask/", views.ask, name="hall_ask"),
    path("c/<int:id>/hall/phase/", views.move_on, name="hall_phase"),
    path("c/<int:id>/hall/<int:asked_id>/want/", views.want, name="hall_want"),
    path("c/<int:id>/hall/<int:asked_id>/answer/", views.answer, name="hall_answer"),
    path("c/<int:id>/hall/<int:asked_id>/aside/", views.put_aside, name="hall_aside"),
]
