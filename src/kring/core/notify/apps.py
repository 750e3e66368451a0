from django.apps import AppConfig


class Notify(AppConfig):
    name = "kring.core.notify"
    label = "notify"
