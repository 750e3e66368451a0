from django.urls import path

from kring.core.push import views

urlpatterns = [
    path("push/key/", views.key, name="push_key"),
    path("push/devices/", views.devices, name="push_devices"),
    path("push/subscribe/", views.subscribe, name="push_subscribe"),
    path("push/forget/", views.forget, name="push_forget"),
    path("push/unread/", views.unread, name="push_unread"),
    path("push/devices/<int:device_id>/remove/", views.remove, name="push_remove"),
    path("push/devices/<int:device_id>/try/", views.try_out, name="push_try"),
]
