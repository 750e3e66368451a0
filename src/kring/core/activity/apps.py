from django.apps import AppConfig


class Activity(AppConfig):
    name = "kring.core.activity"
    label = "activity"
