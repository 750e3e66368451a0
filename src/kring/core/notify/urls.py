from django.urls import path

from kring.core.notify import views

urlpatterns = [
    path("notifications/", views.notifications, name="notifications"),
    path("notifications/latest/", views.latest, name="notifications_latest"),
    path("notifications/read/", views.read_all, name="notifications_read"),
    path("notifications/<int:id>/", views.open_one, name="notification"),
    path("notifications/<int:id>/do/<slug:verb>/", views.do, name="notification_do"),
    path("settings/notifications/", views.choose, name="notification_settings"),
    path("c/<int:id>/read/", views.read_item, name="content_read"),
    path("c/<int:id>/mute/", views.mute, name="content_mute"),
    path("g/<slug:slug>/level/", views.level, name="group_level"),
]
