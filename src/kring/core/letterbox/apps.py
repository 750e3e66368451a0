from django.apps import AppConfig


class Letterbox(AppConfig):
    name = "kring.core.letterbox"
    label = "letterbox"
