from django.urls import path

from kring.interactions.outcomes import lists, views

urlpatterns = [
    path("outcomes/", lists.everywhere, name="outcomes"),
    path("outcomes/owed/", lists.owed, name="outcomes_owed"),
    path("g/<slug:slug>/outcomes/", lists.in_group, name="group_outcomes"),
    path("c/<int:id>/outcome/", views.explain, name="outcome"),
    path("c/<int:id>/outcome/earlier/", views.earlier, name="outcome_earlier"),
    path("c/<int:id>/outcome/take-back/", views.take_back, name="outcome_take_back"),
    path("c/<int:id>/outcome/put-back/", views.put_back, name="outcome_put_back"),
]
