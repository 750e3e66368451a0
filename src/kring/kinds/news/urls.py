from django.urls import path

from kring.kinds.news import views

urlpatterns = [
    path("c/<int:id>/highlight/", views.highlight, name="news_highlight"),
    path("c/<int:id>/put-away/", views.put_away, name="news_put_away"),
]
