from django.apps import AppConfig


class ContentApp(AppConfig):
    name = "kring.core.content"
    label = "content"
