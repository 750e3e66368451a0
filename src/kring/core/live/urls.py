from django.urls import path

from kring.core.live import views

urlpatterns = [path("counts/", views.counts, name="live_counts")]
