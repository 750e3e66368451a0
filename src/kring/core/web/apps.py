from django.apps import AppConfig


class Web(AppConfig):
    name = "kring.core.web"
    label = "web"
