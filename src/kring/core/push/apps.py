from django.apps import AppConfig


class Push(AppConfig):
    name = "kring.core.push"
    label = "push"
