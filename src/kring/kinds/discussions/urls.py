from django.urls import path

from kring.kinds.discussions import views

urlpatterns = [
    path("c/<int:id>/summary/", views.summary, name="summary"),
    path("c/<int:id>/summary/close/", views.close, name="summary_close"),
    path("c/<int:id>/summary/versions/", views.versions, name="summary_versions"),
]
